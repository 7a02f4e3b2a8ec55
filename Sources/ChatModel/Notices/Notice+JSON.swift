import FoundationEssentials

extension Notice {
  private struct Fields: Codable, Versioned {
    var v = Int64(EventFormat.version)
    var kind: String
    var channel: String?
    var user: String?
    var seq: Int64?
    var id: String?
    var at: Int64?
    var body: String?
    var what: String?
    var lag: Int64?
    var restored: Int64?
    var bucket: Int?
  }

  /// Where this notice is published.
  public var topic: NoticeTopic {
    switch self {
    case .message(let message), .changed(let message): .channel(message.channel)
    case .membership(let key, _): .user(key.user)
    case .settled(let user, _, _): .user(user)
    case .seen(let key, _): .channel(key.channel)
    case .read(let key): .user(key.user)
    case .typing(let key): .channel(key.channel)
    case .presence(let user, _): .presence(user)
    case .status, .rebuilt: .everyone
    }
  }

  /// The bytes that are published.
  public var json: [UInt8] { EventJSON.encode(fields) }

  private var fields: Fields {
    switch self {
    case .message(let message): Self.fields("message", message)
    case .changed(let message): Self.fields("changed", message)
    case .membership(let key, let isMember):
      Fields(kind: isMember ? "joined" : "left", channel: key.channel.rawValue, user: key.user.rawValue)
    case .settled(let user, let id, let rejection):
      Fields(kind: "settled", user: user.rawValue, id: id, body: rejection)
    case .seen(let key, let position):
      Fields(kind: "seen", channel: key.channel.rawValue, user: key.user.rawValue, seq: position)
    case .read(let key):
      Fields(kind: "read", channel: key.channel.rawValue, user: key.user.rawValue)
    case .typing(let key):
      Fields(kind: "typing", channel: key.channel.rawValue, user: key.user.rawValue)
    case .presence(let user, let isOnline):
      Fields(kind: isOnline ? "online" : "offline", user: user.rawValue)
    case .status(let status):
      Fields(
        kind: "status", at: status.lagMilliseconds, lag: status.lag, restored: status.restored?.milliseconds)
    case .rebuilt(let bucket):
      Fields(kind: "rebuilt", bucket: bucket.index)
    }
  }

  private static func fields(_ kind: String, _ message: Message) -> Fields {
    Fields(
      kind: kind, channel: message.channel.rawValue, user: message.author.rawValue, seq: message.seq,
      id: message.id, at: message.sentAt.milliseconds, body: message.body,
      what: message.kind == .text ? nil : message.kind.rawValue)
  }

  /// Reads what was published, or `nil` for anything that this version does not understand.
  public init?(json bytes: [UInt8]) {
    guard let fields = try? EventJSON.decode(Fields.self, from: bytes) else { return nil }
    switch fields.kind {
    case "message":
      guard let message = Self.message(fields) else { return nil }
      self = .message(message)
    case "changed":
      guard let message = Self.message(fields) else { return nil }
      self = .changed(message)
    case "joined", "left":
      guard let key = Self.key(fields) else { return nil }
      self = .membership(key, isMember: fields.kind == "joined")
    case "settled":
      guard let user = fields.user.flatMap(UserID.init), let id = fields.id else { return nil }
      self = .settled(user, id: id, rejection: fields.body)
    case "seen":
      guard let key = Self.key(fields), let seq = fields.seq, seq.isMessageSeq else { return nil }
      self = .seen(key, position: seq)
    case "read":
      guard let key = Self.key(fields) else { return nil }
      self = .read(key)
    case "typing":
      guard let key = Self.key(fields) else { return nil }
      self = .typing(key)
    case "online", "offline":
      guard let user = fields.user.flatMap(UserID.init) else { return nil }
      self = .presence(user, isOnline: fields.kind == "online")
    case "status":
      self = .status(
        ServerStatus(
          lag: fields.lag ?? 0, lagMilliseconds: fields.at ?? 0,
          restored: fields.restored.map(Timestamp.init(milliseconds:))))
    case "rebuilt":
      self = .rebuilt(Bucket(fields.bucket ?? 0))
    default: return nil
    }
  }

  private static func key(_ fields: Fields) -> UserChannel? {
    guard let user = fields.user.flatMap(UserID.init), let channel = fields.channel.flatMap(ChannelID.init)
    else { return nil }
    return UserChannel(user, channel)
  }

  private static func message(_ fields: Fields) -> Message? {
    guard let key = key(fields), let seq = fields.seq, seq.isMessageSeq, let id = fields.id,
      let at = fields.at, let body = fields.body,
      let kind = Message.Kind(rawValue: fields.what ?? Message.Kind.text.rawValue)
    else { return nil }
    return Message(
      channel: key.channel, seq: seq, id: id, author: key.user, sentAt: Timestamp(milliseconds: at),
      body: body, kind: kind)
  }
}
