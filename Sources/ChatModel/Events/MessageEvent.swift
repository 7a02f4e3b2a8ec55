/// A message on its way to being numbered: the value of a record in `dogear.messages`, keyed by channel.
///
///     {"v":1,"id":"6f1c…","channel":"incidents","author":"alice","body":"p99 is flat again"}
///
/// | field | meaning |
/// |---|---|
/// | `v` | version, 1 |
/// | `id` | client id, 1…64 bytes, unique for ever: a second record with it is the same message |
/// | `channel` | handle of the channel |
/// | `author` | handle of a member |
/// | `body` | text, 1…8,192 bytes of UTF-8 |
///
/// The time of a message is its record's timestamp.
public struct MessageEvent: Hashable, Sendable {
  /// The client id.
  public let id: String
  /// Where it is said.
  public let channel: ChannelID
  /// Who says it.
  public let author: UserID
  /// What is said.
  public let body: String

  /// Creates an event from checked parts.
  /// - Throws: `Rejection` when the id or the body is out of bounds.
  public init(id: String, channel: ChannelID, author: UserID, body: String) throws(Rejection) {
    guard !id.isEmpty, id.utf8.count <= EventFormat.mostClientIDBytes, !id.utf8.contains(0) else {
      throw .malformed("\"id\" must have 1 to \(EventFormat.mostClientIDBytes) bytes and no NUL")
    }
    let length = body.utf8.count
    guard length <= EventFormat.mostBodyBytes else { throw .bodyTooLong(bytes: length) }
    guard body.contains(where: { !$0.isWhitespace }) else { throw .emptyBody }
    self.id = id
    self.channel = channel
    self.author = author
    // PostgreSQL's text cannot hold NUL; the replacement character is what a decoder makes of a bad byte.
    self.body = body.utf8.contains(0) ? String(body.map { $0 == "\0" ? "\u{FFFD}" : $0 }) : body
  }
}
