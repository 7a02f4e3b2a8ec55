// The counters as they should be, recomputed from messages and read positions, and how lost ones are built anew
// from that.

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
  ) async throws -> [ChannelID: Counter] {
    guard !channels.isEmpty else { return [:] }
    let found = try await truth.counters(at: channels.map { UserChannel(user, $0) })
    try await join(found)
    return Dictionary(
      uniqueKeysWithValues: channels.map { ($0, .listed(found[UserChannel(user, $0)] ?? Unread())) })
  }
}

/// Port: how a database shows that it has gone back.
public protocol DatabaseAge: Sendable {
  /// Raises a number in the database by one, durably.
  /// - Returns: What it is now: more than it ever was, unless the database is not what it was.
  func grow() async throws -> Int64
}

/// What is remembered of the database beside the counters.
public struct DatabaseMemory: Hashable, Sendable {
  /// Its age when counters were written last; 0 if that is not known.
  public var age: Int64
  /// When a server last found that it had gone back, by that server's clock; nil if that is not known.
  public var restored: Timestamp?

  /// Creates a memory; of nothing by default.
  public init(age: Int64 = 0, restored: Timestamp? = nil) {
    self.age = age
    self.restored = restored
  }
}

/// Port: how lost counters are built anew.
///
/// A bucket is written by one builder at a time, named by a token; if the bucket is lost again meanwhile, the
/// token is lost with it and the builder starts over.
public protocol CounterRebuild: Sendable {
  /// The buckets there are.
  var buckets: [Bucket] { get }

  /// Those buckets that are not built, or were built in a server that has restarted since.
  /// - Throws: `CountersSuperseded` if other servers keep the counters in a form that stands against this one.
  func unbuilt() async throws -> [Bucket]

  /// Begins to build a bucket: forgets what is left in it and keeps other builders away for `duration`.
  /// - Returns: Whether `token` is now the builder; not if another one is, or if the bucket is built meanwhile.
  func begin(_ bucket: Bucket, token: String, for duration: Duration) async throws -> Bool

  /// Joins counters into a bucket being built, and renews the token.
  /// - Returns: Whether the token was still valid.
  func restore(
    _ counters: [UserChannel: Unread], to bucket: Bucket, token: String, for duration: Duration
  ) async throws -> Bool

  /// Opens a bucket to writers and readers.
  /// - Returns: Whether the token was still valid.
  func finish(_ bucket: Bucket, token: String) async throws -> Bool

  /// Closes buckets in one round trip, so that they will be rebuilt, from the beginning if somebody is about it.
  func close(_ buckets: [Bucket]) async throws

  /// What is remembered of the database beside which counters are written.
  func remembered() async throws -> DatabaseMemory

  /// Remembers an age, and with it, if the database has gone back, when that was found; for as long as Redis remembers
  /// anything.
  ///
  /// Without a time the one that is remembered stays.
  func remember(age: Int64, restored: Timestamp?) async throws
}
