/// Port: the counters as the database knows them, to rebuild and to verify those in Redis.
public protocol CounterTruth: Sendable {
  /// All users, in order.
  func users() async throws -> [UserID]

  /// The counters of every membership of these users, recomputed from messages and read positions, all as of one
  /// moment.
  ///
  /// Mentions and own messages are those above the marker: the others do not count.
  func counters(of users: [UserID]) async throws -> [UserChannel: Unread]

  /// The counters of those of `keys` that are memberships, in the same way.
  func counters(at keys: [UserChannel]) async throws -> [UserChannel: Unread]
}
