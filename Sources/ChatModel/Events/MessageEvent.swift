/// Something on its way into a channel's history: the value of a record in `dogear.messages`, keyed by channel.
///
///     {"v":1,"id":"6f1c…","channel":"incidents","author":"alice","body":"p99 is flat again"}
///     {"v":1,"id":"6f1d…","channel":"incidents","author":"alice","kind":"invite","user":"bob","turn":1}
///
/// | field | meaning |
/// |---|---|
/// | `v` | version, 1 |
/// | `id` | client id, 1…64 bytes, unique for ever: a second record with it is the same event |
/// | `channel` | handle of the channel |
/// | `author` | handle of whoever does it |
/// | `kind` | one of the table below; `message` if left out |
///
/// | `kind` | what it does | further fields |
/// |---|---|---|
/// | `message` | says something | `body`: 1…8,192 bytes of UTF-8 |
/// | `create` | makes the channel, or starts the direct chat | `topic`, `private`, `read_only`, each may be left out |
/// | `join`, `leave` | the author comes or goes | `turn` |
/// | `invite`, `remove` | somebody is brought in or taken out | `user`, `turn` |
/// | `topic` | sets what the channel is about | `topic`: up to 512 bytes |
/// | `allow` | sets the rights of a member | `user`, `rights`: a list of `write`, `invite`, `moderate` |
/// | `edit` | changes an own message | `seq`, `body` |
/// | `delete` | deletes a message | `seq` |
///
/// `turn` says how often that user has come and gone, this time included: 1 for the first joining, 2 for leaving then, 3
/// for joining again. It is a register that only rises, so that a repeated event changes nothing.
/// The time of a message is its record's timestamp.
public struct MessageEvent: Hashable, Sendable {
  /// What is done.
  public enum Action: Hashable, Sendable {
    /// To say something.
    case post(String)
    /// To make the channel, or to start the direct chat.
    case create(topic: String, isPrivate: Bool, readOnly: Bool)
    /// To come.
    case join(turn: Int64)
    /// To go.
    case leave(turn: Int64)
    /// To bring somebody in.
    case invite(UserID, turn: Int64)
    /// To take somebody out.
    case remove(UserID, turn: Int64)
    /// To say what the channel is about.
    case setTopic(String)
    /// To set what a member may do.
    case allow(UserID, Rights)
    /// To change one's own message.
    case edit(Seq, body: String)
    /// To delete a message.
    case delete(Seq)
  }

  /// The client id.
  public let id: String
  /// Where it is done.
  public let channel: ChannelID
  /// Who does it.
  public let author: UserID
  /// What is done.
  public let action: Action

  /// Creates an event from checked parts.
  /// - Throws: `Rejection` when something is out of bounds.
  public init(id: String, channel: ChannelID, author: UserID, _ action: Action) throws(Rejection) {
    guard !id.isEmpty, id.utf8.count <= EventFormat.mostClientIDBytes, !id.utf8.contains(0) else {
      throw .malformed("\"id\" must have 1 to \(EventFormat.mostClientIDBytes) bytes and no NUL")
    }
    self.id = id
    self.channel = channel
    self.author = author
    self.action = try Self.checked(action)
  }

  /// Creates a message from checked parts.
  /// - Throws: `Rejection` when the id or the body is out of bounds.
  public init(id: String, channel: ChannelID, author: UserID, body: String) throws(Rejection) {
    try self.init(id: id, channel: channel, author: author, .post(body))
  }

  /// What is said; nothing unless this is a message.
  public var body: String { if case .post(let body) = action { body } else { "" } }

  /// Who comes or goes, and how often that is then.
  public var membership: (user: UserID, turn: Int64)? {
    switch action {
    case .join(let turn), .leave(let turn): (author, turn)
    case .invite(let user, let turn), .remove(let user, let turn): (user, turn)
    default: nil
    }
  }

  /// Everybody whose membership matters: the author, and whoever is brought in, taken out, given rights or talked to.
  public var people: [UserID] {
    switch action {
    case .invite(let user, _), .remove(let user, _), .allow(let user, _): [author, user]
    case .create: [author] + (channel.peer(of: author).map { [$0] } ?? [])
    default: [author]
    }
  }

  /// The message that is changed or deleted.
  public var target: Seq? {
    switch action {
    case .edit(let seq, _), .delete(let seq): seq
    default: nil
    }
  }

  private static func checked(_ action: Action) throws(Rejection) -> Action {
    switch action {
    case .post(let body): return .post(try text(body))
    case .create(let topic, let isPrivate, let readOnly):
      return .create(topic: try line(topic), isPrivate: isPrivate, readOnly: readOnly)
    case .join(let turn), .invite(_, let turn): try check(turn, isOdd: true)
    case .leave(let turn), .remove(_, let turn): try check(turn, isOdd: false)
    case .setTopic(let topic): return .setTopic(try line(topic))
    case .allow: break
    case .edit(let seq, let body):
      guard seq.isMessageSeq else { throw .seqOutOfRange(seq) }
      return .edit(seq, body: try text(body))
    case .delete(let seq): guard seq.isMessageSeq else { throw .seqOutOfRange(seq) }
    }
    return action
  }

  private static func text(_ body: String) throws(Rejection) -> String {
    let length = body.utf8.count
    guard length <= EventFormat.mostBodyBytes else { throw .bodyTooLong(bytes: length) }
    guard body.contains(where: { !$0.isWhitespace }) else { throw .emptyBody }
    return withoutNUL(body)
  }

  private static func line(_ topic: String) throws(Rejection) -> String {
    let length = topic.utf8.count
    guard length <= NewChannel.mostTopicBytes else { throw .topicTooLong(bytes: length) }
    return withoutNUL(topic)
  }

  /// PostgreSQL's text cannot hold NUL; the replacement character is what a decoder makes of a bad byte.
  private static func withoutNUL(_ text: String) -> String {
    text.utf8.contains(0) ? String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }) : text
  }

  private static func check(_ turn: Int64, isOdd: Bool) throws(Rejection) {
    guard turn >= 1, turn <= .mostSeq, (turn % 2 == 1) == isOdd else {
      throw .malformed("\"turn\" must be \(isOdd ? "odd to come in" : "even to go out"), from 1 on")
    }
  }
}
