/// A numbered, stored message.
public struct Message: Hashable, Sendable {
  /// Where it was said.
  public let channel: ChannelID
  /// Its number there.
  public let seq: Seq
  /// The client id that it was sent with: how a sender recognises its own pending message.
  public let id: String
  /// Who said it.
  public let author: UserID
  /// When, by the clock of whoever produced the record.
  public let sentAt: Timestamp
  /// What was said, exactly as sent: a hostile text is made harmless where it is shown.
  public let body: String

  /// Creates a message.
  public init(channel: ChannelID, seq: Seq, id: String, author: UserID, sentAt: Timestamp, body: String) {
    self.channel = channel
    self.seq = seq
    self.id = id
    self.author = author
    self.sentAt = sentAt
    self.body = body
  }

  /// Whom it addresses.
  public var mentions: Mentions { Mentions(in: body) }
}
