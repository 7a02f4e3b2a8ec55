import FoundationEssentials

extension MessageEvent {
  private struct Fields: Codable, Versioned {
    var v: Int64
    var id: String
    var channel: String
    var author: String
    var kind: String?
    var body: String?
    var topic: String?
    var `private`: Bool?
    var read_only: Bool?
    var user: String?
    var turn: Int64?
    var rights: [String]?
    var seq: Int64?
  }

  /// Reads the value of a record.
  /// - Throws: `Rejection` for anything that is not an event of version 1 within the bounds.
  public init(json bytes: [UInt8]?) throws(Rejection) {
    let fields = try EventJSON.decode(Fields.self, from: bytes, plainly: Self.plain)
    guard let channel = ChannelID(fields.channel) else { throw .unknownChannel(fields.channel) }
    guard let author = UserID(fields.author) else { throw .unknownUser(fields.author) }
    try self.init(id: fields.id, channel: channel, author: author, try Self.action(fields))
  }

  /// The fields of a message that is written plainly, as most are.
  private static func plain(_ bytes: [UInt8]) -> Fields? {
    guard let scanner = MessageScanner(bytes), let version = scanner.version, let id = scanner.id,
      let channel = scanner.channel, let author = scanner.author, let body = scanner.body
    else { return nil }
    return Fields(v: version, id: id, channel: channel, author: author, body: body)
  }

  private static func action(_ fields: Fields) throws(Rejection) -> Action {
    switch fields.kind ?? "message" {
    case "message": return .post(try present(fields.body, "body"))
    case "create":
      return .create(
        topic: fields.topic ?? "", isPrivate: fields.private ?? false, readOnly: fields.read_only ?? false)
    case "join": return .join(turn: try present(fields.turn, "turn"))
    case "leave": return .leave(turn: try present(fields.turn, "turn"))
    case "invite": return .invite(try user(fields), turn: try present(fields.turn, "turn"))
    case "remove": return .remove(try user(fields), turn: try present(fields.turn, "turn"))
    case "topic": return .setTopic(try present(fields.topic, "topic"))
    case "allow":
      guard let rights = Rights(names: try present(fields.rights, "rights")) else {
        throw .malformed("\"rights\" can be \(Rights.names.map(\.name).joined(separator: ", "))")
      }
      return .allow(try user(fields), rights)
    case "edit": return .edit(try present(fields.seq, "seq"), body: try present(fields.body, "body"))
    case "delete": return .delete(try present(fields.seq, "seq"))
    default: throw .malformed("\"kind\" is none that is known")
    }
  }

  private static func present<Value>(_ value: Value?, _ name: String) throws(Rejection) -> Value {
    guard let value else { throw .malformed("field \"\(name)\" is missing") }
    return value
  }

  private static func user(_ fields: Fields) throws(Rejection) -> UserID {
    let name = try present(fields.user, "user")
    guard let user = UserID(name) else { throw .unknownUser(name) }
    return user
  }

  /// The value of the record.
  public var json: [UInt8] {
    var fields = Fields(
      v: Int64(EventFormat.version), id: id, channel: channel.rawValue, author: author.rawValue)
    switch action {
    case .post(let body): fields.body = body
    case .create(let topic, let isPrivate, let readOnly):
      fields.kind = "create"
      (fields.topic, fields.private, fields.read_only) = (topic, isPrivate, readOnly)
    case .join(let turn): (fields.kind, fields.turn) = ("join", turn)
    case .leave(let turn): (fields.kind, fields.turn) = ("leave", turn)
    case .invite(let user, let turn):
      (fields.kind, fields.user, fields.turn) = ("invite", user.rawValue, turn)
    case .remove(let user, let turn):
      (fields.kind, fields.user, fields.turn) = ("remove", user.rawValue, turn)
    case .setTopic(let topic): (fields.kind, fields.topic) = ("topic", topic)
    case .allow(let user, let rights):
      (fields.kind, fields.user, fields.rights) = ("allow", user.rawValue, rights.names)
    case .edit(let seq, let body): (fields.kind, fields.seq, fields.body) = ("edit", seq, body)
    case .delete(let seq): (fields.kind, fields.seq) = ("delete", seq)
    }
    return EventJSON.encode(fields)
  }
}
