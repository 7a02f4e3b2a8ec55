/// What must be known to number a batch, read under the channels' locks.
public struct NumberingFacts: Sendable {
  /// The heads of those channels that exist.
  public var heads: [ChannelID: Seq]
  /// Those authors that exist.
  public var users: Set<UserID>
  /// Those (author, channel) that are memberships.
  public var members: Set<UserChannel>
  /// Messages already stored, by client id.
  public var stored: [String: Message]

  /// Creates facts.
  public init(
    heads: [ChannelID: Seq] = [:], users: Set<UserID> = [], members: Set<UserChannel> = [],
    stored: [String: Message] = [:]
  ) {
    self.heads = heads
    self.users = users
    self.members = members
    self.stored = stored
  }
}
