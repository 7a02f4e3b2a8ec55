/// A numbered, stored message, or a line that takes a number among them: "bob joined".
public struct Message: Hashable, Sendable {
  /// What a message is now.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// As it was sent.
    case text
    /// Changed since by its author.
    case edited
    /// Deleted: its text is gone.
    case deleted
    /// A line: the author made the channel.
    case created
    /// A line: the author joined.
    case joined
    /// A line: the author left.
    case left
    /// A line: the author brought in whom the body names.
    case invited
    /// A line: the author took out whom the body names.
    case removed
    /// A line: the author set the topic, which is the body.
    case topic
    /// A line: the author gave a member rights; the body is `carol: write, invite`.
    case allowed

    /// Whether it counts as unread: a text does, deleted ones and lines do for nobody.
    public var counts: Bool { self == .text || self == .edited }

    /// Whether it stands for something that happened to the channel.
    public var isLine: Bool { !counts && self != .deleted }
  }

  /// Where it was said.
  public let channel: ChannelID
  /// Its number there.
  public let seq: Seq
  /// The client id that it was sent with: how a sender recognises its own pending message.
  public let id: String
  /// Who said it.
  public let author: UserID
  /// When, by the clock of whoever produced the record, but not later than the server's.
  public let sentAt: Timestamp
  /// What it is now.
  public let kind: Kind
  /// What was said, exactly as sent: a hostile text is made harmless where it is shown.
  public let body: String
  /// Whom it addresses: decided by its first text, and without its author.
  ///
  /// Nobody in a direct chat, where every message is a mention, and nobody once it is deleted.
  public let mentions: Mentions

  /// Creates a message.
  /// - Parameter mentions: As they are stored; `nil` to find them in the text.
  public init(
    channel: ChannelID, seq: Seq, id: String, author: UserID, sentAt: Timestamp, body: String,
    kind: Kind = .text, mentions: Mentions? = nil
  ) {
    self.channel = channel
    self.seq = seq
    self.id = id
    self.author = author
    self.sentAt = sentAt
    self.body = body
    self.kind = kind
    var found = Mentions()
    if kind.counts, !channel.isDirect {
      found = mentions ?? Mentions(in: body)
      found.users.remove(author)
    }
    self.mentions = found
  }

  /// The same message with another text, which changes nothing of whom it addresses.
  public func edited(_ body: String) -> Message {
    Message(
      channel: channel, seq: seq, id: id, author: author, sentAt: sentAt, body: body, kind: .edited,
      mentions: mentions)
  }

  /// What is left of the message when it is deleted.
  public var deleted: Message {
    Message(channel: channel, seq: seq, id: id, author: author, sentAt: sentAt, body: "", kind: .deleted)
  }
}
