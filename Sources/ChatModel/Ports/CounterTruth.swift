/// Port: the counters as the database knows them, to rebuild and to verify those in Redis.
public protocol CounterTruth: Sendable {
  /// All users, in order.
  func users() async throws -> [UserID]

  /// The next users in the same order, at most so many; from the first if `user` is nil.
  ///
  /// Costs no more than those users, however many there are.
  func users(after user: UserID?, most: Int) async throws -> [UserID]

  /// The counters of every membership of these users, recomputed from messages and read positions, all as of one
  /// moment.
  ///
  /// Mentions and own messages are those above the marker: the others do not count.
  func counters(of users: [UserID]) async throws -> [UserChannel: Unread]

  /// The counters of those of `keys` that are memberships, in the same way.
  func counters(at keys: [UserChannel]) async throws -> [UserChannel: Unread]
}

extension CounterWriter {
  /// Brings counters that are not there from the database, as anybody may: a counter is a join, and what the database knows
  /// of it is never too much.
  /// - Returns: The counters; of channels in which the user is not a member, empty ones.
  public func restore(
    _ channels: [ChannelID], of user: UserID, from truth: any CounterTruth
  ) async throws -> [ChannelID: Unread] {
    guard !channels.isEmpty else { return [:] }
    let found = try await truth.counters(at: channels.map { UserChannel(user, $0) })
    try await join(found)
    return Dictionary(uniqueKeysWithValues: channels.map { ($0, found[UserChannel(user, $0)] ?? Unread()) })
  }
}
