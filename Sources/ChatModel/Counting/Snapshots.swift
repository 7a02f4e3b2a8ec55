// How counters reach the database on a schedule: a change marks its counter dirty, with a version that only rises,
// and a mark goes only if its version is still the one that was saved.

/// The counters of a (user, channel), with what they were computed from: a bare count is not monotone, but H and R are,
/// so of two snapshots it can be told which is newer.
public struct Snapshot: Hashable, Sendable {
  /// Whose.
  public let key: UserChannel
  /// H.
  public let head: Seq
  /// The join floor and R, as the seq that unread is counted from, in its epoch.
  public let readUpTo: ReadMarker
  /// The counts.
  public let badge: Badge

  /// Creates a snapshot.
  public init(key: UserChannel, head: Seq, readUpTo: ReadMarker, badge: Badge) {
    self.key = key
    self.head = head
    self.readUpTo = readUpTo
    self.badge = badge
  }

  /// The snapshot of a counter.
  public init(key: UserChannel, of numbers: UnreadNumbers) {
    self.init(
      key: key, head: numbers.head,
      readUpTo: ReadMarker(epoch: numbers.read.marker.epoch, seq: numbers.readUpTo),
      badge: numbers.badge(in: key.channel))
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

/// A channel in which the counters of all members, as far as they are in one bucket, changed since their last snapshots:
/// a fan-out to many marks it once and not each of them.
public struct DirtyChannel: Hashable, Sendable {
  /// Where.
  public let channel: ChannelID
  /// The version of the last change.
  public let version: Int64

  /// Creates a dirty channel.
  public init(channel: ChannelID, version: Int64) {
    self.channel = channel
    self.version = version
  }
}

/// What is marked dirty in a bucket: single counters, and whole channels.
public struct DirtyMarks: Hashable, Sendable {
  /// Counters that changed by themselves, the longest-dirty first.
  public var counters: [DirtyCounter]
  /// Channels that changed as a whole, the longest-dirty first.
  public var channels: [DirtyChannel]

  /// Creates marks.
  public init(counters: [DirtyCounter] = [], channels: [DirtyChannel] = []) {
    self.counters = counters
    self.channels = channels
  }

  /// How many marks there are.
  public var count: Int { counters.count + channels.count }
}

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

/// Port: where counters are saved on a schedule, and who has counters in a channel that is dirty as a whole.
public protocol SnapshotStore: MemberLists {
  /// Saves a batch with one statement, in the order of the keys. A row is replaced only by a newer one, unless it is ahead of
  /// the database: more messages, or more of them read, than there are.
  func save(_ snapshots: [Snapshot]) async throws
}

/// Port: the snapshots as verification reads them.
public protocol SnapshotReader: Sendable {
  /// The saved badges of these users.
  func snapshots(of users: [UserID]) async throws -> [UserChannel: Badge]

  /// Forgets the snapshots of single counters, which are saved anew when those are dirty next.
  func forgetSnapshots(at keys: [UserChannel]) async throws

  /// Forgets the snapshots of those who are no members, which no counter replaces.
  ///
  /// All others are replaced once their counters are rebuilt, so that none is lost which a server saves meanwhile.
  func forgetStrangersSnapshots() async throws
}
