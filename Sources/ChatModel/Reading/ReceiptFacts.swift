/// What must be known to judge a batch of receipts.
public struct ReceiptFacts: Sendable {
  /// The heads of those channels that exist.
  ///
  /// They only rise, so judging by an old one is safe.
  public var heads: [ChannelID: Seq]
  /// Those users that exist.
  public var users: Set<UserID>
  /// The join floors of those keys that are memberships.
  public var floors: [UserChannel: Seq]

  /// Creates facts.
  public init(
    heads: [ChannelID: Seq] = [:], users: Set<UserID> = [], floors: [UserChannel: Seq] = [:]
  ) {
    self.heads = heads
    self.users = users
    self.floors = floors
  }
}
