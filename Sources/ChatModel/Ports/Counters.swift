/// Port: what fan-out and receipts write.
///
/// All writes are joins and may be repeated.
public protocol CounterWriter: Sendable {
  /// Applies messages to the counters of all members, in as few round trips as possible.
  /// - Throws: `CountersNotBuilt` if a bucket was lost; what went to other buckets is applied.
  func fanOut(_ fanOuts: [FanOut]) async throws

  /// Joins deltas into single counters.
  /// - Throws: `CountersNotBuilt` as above.
  func join(_ deltas: [UserChannel: Unread]) async throws
}

/// Port: what clients and verification read.
public protocol CounterReader: Sendable {
  /// The counters of a user in all channels, or in `channels`, in one round trip. Own messages and mentions that are
  /// already read may be missing.
  /// - Throws: `CountersNotBuilt` while the user's bucket is being rebuilt.
  func counters(of user: UserID, in channels: [ChannelID]?) async throws -> [ChannelID: Unread]
}

/// Port: how changed counters reach the database on a schedule.
public protocol CounterSync: Sendable {
  /// The buckets there are.
  var buckets: [Bucket] { get }

  /// Takes or renews the lease of a bucket.
  /// - Returns: Whether `owner` holds it for the next `duration`.
  func lease(_ bucket: Bucket, owner: String, for duration: Duration) async throws -> Bool

  /// Gives leases back at shutdown, so that the next server need not wait for them to expire.
  func release(_ buckets: [Bucket], owner: String) async throws

  /// The longest-dirty counters of a bucket, at most `most`.
  /// - Throws: `CountersNotBuilt` if the bucket was lost.
  func dirty(in bucket: Bucket, most: Int) async throws -> [DirtyCounter]

  /// Removes the dirty marks whose version is still the one that was saved.
  func clean(_ saved: [DirtyCounter], in bucket: Bucket) async throws
}

/// Port: how lost counters are built anew.
///
/// A bucket is written by one builder at a time, named by a token; if the bucket is lost again meanwhile, the
/// token is lost with it and the builder starts over.
public protocol CounterRebuild: Sendable {
  /// The buckets there are.
  var buckets: [Bucket] { get }

  /// Those buckets that are not built, or were built in a server that has restarted since.
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

  /// Closes a bucket, so that it will be rebuilt.
  func close(_ bucket: Bucket) async throws
}

/// Counters were asked for or written to that are not there: Redis lost them, or is being rebuilt.
public struct CountersNotBuilt: Error, Hashable, Sendable, CustomStringConvertible {
  /// The buckets concerned.
  public let buckets: Set<Bucket>

  /// Creates the error.
  public init(buckets: Set<Bucket>) {
    self.buckets = buckets
  }

  /// A sentence for the log.
  public var description: String {
    "the counters of \(buckets.sorted().map(\.description).joined(separator: ", ")) are not built"
  }
}

/// A counter that changed since its last snapshot.
public struct DirtyCounter: Hashable, Sendable {
  /// Whose.
  public let key: UserChannel
  /// The version of the change: a later change has a higher one.
  public let version: Int64
  /// What to save.
  public let snapshot: Snapshot

  /// Creates a dirty counter.
  public init(version: Int64, snapshot: Snapshot) {
    key = snapshot.key
    self.version = version
    self.snapshot = snapshot
  }
}

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
