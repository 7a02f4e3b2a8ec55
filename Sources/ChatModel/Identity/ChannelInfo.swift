/// A channel as one of its members sees it.
public struct ChannelInfo: Hashable, Sendable {
  /// Its handle.
  public let id: ChannelID
  /// What it is about, in a line; as stored, so not yet harmless.
  public let topic: String
  /// How many members it has.
  public let memberCount: Int
  /// Its highest seq when this was read.
  public let head: Seq
  /// The member's join floor.
  public let floor: Seq
  /// Whether the member muted it.
  public let muted: Bool
  /// Whether members can write to it.
  public let readOnly: Bool
  /// When its newest message was sent; `nil` if it has none.
  public let lastMessageAt: Timestamp?

  /// The largest channel that "seen by" is kept for: its cost grows with members times messages.
  public static let mostSeenBy = 100

  /// Creates an info.
  public init(
    id: ChannelID, topic: String, memberCount: Int, head: Seq, floor: Seq, muted: Bool = false,
    readOnly: Bool = false, lastMessageAt: Timestamp? = nil
  ) {
    self.id = id
    self.topic = topic
    self.memberCount = memberCount
    self.head = head
    self.floor = floor
    self.muted = muted
    self.readOnly = readOnly
    self.lastMessageAt = lastMessageAt
  }
}
