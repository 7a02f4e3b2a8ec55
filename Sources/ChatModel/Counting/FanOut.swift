/// One channel's share of a batch, as it is applied to all its members: since counters are joins, a hundred messages
/// fan out as one.
public struct FanOut: Sendable {
  /// Where.
  public let channel: ChannelID
  /// The highest seq of the batch: every member's H rises to it.
  public let head: Seq
  /// The seqs that mention everyone.
  public let everyone: [Seq]
  /// The members to whom only that applies.
  public let members: [Member]
  /// The members to whom more applies, with all that does: authors and those mentioned by name.
  public let special: [UserID: Unread]

  /// Creates a fan-out.
  public init(
    channel: ChannelID, head: Seq, everyone: [Seq], members: [Member], special: [UserID: Unread]
  ) {
    self.channel = channel
    self.head = head
    self.everyone = everyone
    self.members = members
    self.special = special
  }
}
