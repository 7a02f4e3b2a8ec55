/// Port: how changed counters reach the database on a schedule.
public protocol CounterSync: Sendable {
  /// The buckets there are.
  var buckets: [Bucket] { get }

  /// Says that a server takes part in the saving, for `duration` unless it is said again.
  /// - Returns: How many servers do, this one included.
  func attend(_ owner: String, for duration: Duration) async throws -> Int

  /// Takes or renews the lease of a bucket.
  /// - Returns: Whether `owner` holds it for the next `duration`.
  func lease(_ bucket: Bucket, owner: String, for duration: Duration) async throws -> Bool

  /// Gives leases back, so that another server need not wait for them to expire.
  func release(_ buckets: [Bucket], owner: String) async throws

  /// The longest-dirty counters and channels of a bucket, at most `most`.
  /// - Throws: `CountersNotBuilt` if the bucket was lost.
  func dirty(in bucket: Bucket, most: Int) async throws -> DirtyMarks

  /// What to save of members of channels, who are all in the bucket; those without a counter are left out. In one round
  /// trip.
  /// - Throws: `CountersNotBuilt` if the bucket was lost.
  func snapshots(of members: [ChannelUsers], in bucket: Bucket) async throws -> [Snapshot]

  /// Those of `keys` that are marked dirty, by themselves or with their channel, in one round trip.
  func dirty(among keys: Set<UserChannel>) async throws -> Set<UserChannel>

  /// Removes the dirty marks whose version is still the one that was saved.
  func clean(_ saved: DirtyMarks, in bucket: Bucket) async throws
}

/// Users of one channel.
public struct ChannelUsers: Hashable, Sendable {
  /// Where.
  public let channel: ChannelID
  /// Who.
  public let users: ArraySlice<UserID>

  /// Creates a group.
  public init(channel: ChannelID, users: ArraySlice<UserID>) {
    self.channel = channel
    self.users = users
  }
}
