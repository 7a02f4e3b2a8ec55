import ChatModel
import Synchronization

/// Counters in memory, with the semantics of the Redis functions: buckets that can be lost, builders, leases, dirty
/// marks with versions, and forgetting of what is read.
public final class MemoryCounters: Sendable {
  private struct BucketState {
    var isBuilt = false
    var builder: String?
    var lease: String?
    var counters: [UserChannel: Unread] = [:]
    var dirty: [UserChannel: Int64] = [:]
    var dirtyChannels: [ChannelID: Int64] = [:]
  }

  private struct State {
    var buckets: [Bucket: BucketState] = [:]
    /// Those who save.
    var servers: Set<String> = []
    /// Rises across losses too, as the time does that Redis begins its versions with.
    var version: Int64 = 0
  }

  /// The buckets there are.
  public let buckets: [Bucket]
  private let state = Mutex(State())
  private let faults: Faults?
  /// From so many members of a bucket on, a fan-out marks the channel and not each of them.
  private let whole: Int

  /// Creates counters that are not built yet.
  public init(bucketCount: Int = 4, whole: Int = 2, faults: Faults? = nil) {
    buckets = Bucket.all(bucketCount)
    self.whole = whole
    self.faults = faults
  }

  /// Loses everything, as `FLUSHALL` does.
  public func flush() {
    state.withLock { $0.buckets = [:] }
  }

  /// Loses a bucket.
  public func lose(_ bucket: Bucket) {
    state.withLock { $0.buckets[bucket] = nil }
  }

  /// Takes every lease away, as time does.
  public func expireLeases() {
    state.withLock { state in
      for bucket in buckets { state.buckets[bucket]?.lease = nil }
      state.servers = []
    }
  }

  /// Forgets builders that have been silent, as time does.
  public func expireBuilders() {
    state.withLock { state in
      for bucket in buckets { state.buckets[bucket]?.builder = nil }
    }
  }

  private func bucket(of user: UserID) -> Bucket {
    Bucket(of: user, among: buckets.count)
  }

  private func perform<Result>(_ body: (inout State) throws -> Result) throws -> Result {
    try faults.around {
      try state.withLock { try body(&$0) }
    }
  }

  private static func join(_ delta: Unread, _ key: UserChannel, into bucket: inout BucketState) -> Bool {
    let before = bucket.counters[key]
    var after = before ?? Unread()
    after.join(delta)
    after.mentions = after.mentions.filter { $0 > after.readUpTo }
    after.own = after.own.filter { $0 > after.readUpTo }
    bucket.counters[key] = after
    return after != before
  }

  /// - Parameter groups: Those of whom the channel is marked instead.
  private func join(
    _ deltas: [UserChannel: Unread], _ state: inout State, marking groups: Set<UserChannel> = []
  ) throws {
    var refused: Set<Bucket> = []
    for (key, delta) in deltas.sorted(by: { $0.key < $1.key }) {
      let bucket = bucket(of: key.user)
      guard state.buckets[bucket]?.isBuilt == true else {
        refused.insert(bucket)
        continue
      }
      if Self.join(delta, key, into: &state.buckets[bucket, default: BucketState()]) {
        state.version += 1
        if groups.contains(key) {
          state.buckets[bucket]?.dirtyChannels[key.channel] = state.version
        } else {
          state.buckets[bucket]?.dirty[key] = state.version
        }
      }
    }
    if !refused.isEmpty { throw CountersNotBuilt(buckets: refused) }
  }
}

extension MemoryCounters: CounterWriter {
  private static func isMissing(_ key: UserChannel, for read: ReadState?, in bucket: BucketState?) -> Bool {
    guard let bucket, bucket.isBuilt else { return false }
    return bucket.counters[key]?.isTakenBack(by: read ?? ReadState()) ?? true
  }

  /// Applies messages to all members whose counters are there.
  public func fanOut(_ fanOuts: [FanOut]) async throws -> [UserChannel] {
    try perform { state in
      var deltas: [UserChannel: Unread] = [:]
      var groups: Set<UserChannel> = []
      for fanOut in fanOuts {
        for group in Dictionary(grouping: fanOut.members, by: { bucket(of: $0.user) }).values
        where group.count >= whole {
          groups.formUnion(group.map { UserChannel($0.user, fanOut.channel) })
        }
        for (user, delta) in fanOut.special {
          deltas[UserChannel(user, fanOut.channel), default: Unread()].join(delta)
        }
        for member in fanOut.members {
          deltas[UserChannel(member.user, fanOut.channel), default: Unread()].join(
            Unread(head: fanOut.head, floor: member.floor, mentions: Set(fanOut.everyone)))
        }
      }
      let missing = deltas.keys.filter { key in
        Self.isMissing(key, for: deltas[key]?.read, in: state.buckets[bucket(of: key.user)])
      }
      for key in missing { deltas[key] = nil }
      try join(deltas, &state, marking: groups)
      return missing.sorted()
    }
  }

  /// Joins what was read into the counters that are there.
  public func read(_ reads: [CoalescedReceipts]) async throws -> [Int] {
    try perform { state in
      let missing = reads.indices.filter { index in
        let (key, read) = (reads[index].key, reads[index].state)
        return Self.isMissing(key, for: read, in: state.buckets[bucket(of: key.user)])
      }
      let found = reads.indices.filter { !missing.contains($0) }.map { reads[$0] }
      try join(Dictionary(uniqueKeysWithValues: found.map { ($0.key, Unread(read: $0.state)) }), &state)
      return missing
    }
  }

  /// Deletes counters.
  public func remove(_ keys: [UserChannel]) async throws {
    try perform { state in
      for key in keys { state.buckets[bucket(of: key.user)]?.counters[key] = nil }
    }
  }

  /// Joins deltas.
  public func join(_ deltas: [UserChannel: Unread]) async throws {
    try perform { try join(deltas, &$0) }
  }
}

extension MemoryCounters: CounterReader {
  /// The counters of a user.
  public func counters(of user: UserID, in channels: [ChannelID]?) async throws -> [ChannelID: Unread] {
    try perform { state in
      let bucket = bucket(of: user)
      guard let found = state.buckets[bucket], found.isBuilt else {
        throw CountersNotBuilt(buckets: [bucket])
      }
      let mine = found.counters.filter { entry in
        entry.key.user == user && (channels?.contains(entry.key.channel) ?? true)
      }
      return Dictionary(uniqueKeysWithValues: mine.map { ($0.key.channel, $0.value) })
    }
  }
}

extension MemoryCounters {
  /// The counters of users.
  public func counters(of users: [UserID]) async throws -> [UserChannel: Unread] {
    var counters: [UserChannel: Unread] = [:]
    for user in users {
      for (channel, unread) in try await self.counters(of: user, in: nil) {
        counters[UserChannel(user, channel)] = unread
      }
    }
    return counters
  }
}

extension MemoryCounters: CounterSync {
  /// Counts the servers that take part, until that is expired with the leases.
  public func attend(_ owner: String, for duration: Duration) async throws -> Int {
    try perform { state in
      state.servers.insert(owner)
      return state.servers.count
    }
  }

  /// Takes or renews a lease, until it is expired.
  public func lease(_ bucket: Bucket, owner: String, for duration: Duration) async throws -> Bool {
    try perform { state in
      let holder = state.buckets[bucket]?.lease
      guard holder == nil || holder == owner else { return false }
      state.buckets[bucket, default: BucketState()].lease = owner
      return true
    }
  }

  /// Gives leases back.
  public func release(_ buckets: [Bucket], owner: String) async throws {
    try perform { state in
      for bucket in buckets where state.buckets[bucket]?.lease == owner { state.buckets[bucket]?.lease = nil }
    }
  }

  /// The longest-dirty counters, and channels.
  public func dirty(in bucket: Bucket, most: Int) async throws -> DirtyMarks {
    try perform { state in
      guard let found = state.buckets[bucket], found.isBuilt else {
        throw CountersNotBuilt(buckets: [bucket])
      }
      let oldest = (Array(found.dirty.values) + found.dirtyChannels.values).sorted().prefix(most)
      let versions = Set(oldest)
      return DirtyMarks(
        counters: found.dirty.filter { versions.contains($0.value) }.sorted { $0.value < $1.value }.map {
          key, version in
          DirtyCounter(version: version, snapshot: Snapshot(key: key, of: found.counters[key] ?? Unread()))
        },
        channels: found.dirtyChannels.filter { versions.contains($0.value) }.sorted { $0.value < $1.value }
          .map { DirtyChannel(channel: $0.key, version: $0.value) })
    }
  }

  /// What to save of members of channels.
  public func snapshots(of members: [ChannelUsers], in bucket: Bucket) async throws -> [Snapshot] {
    try perform { state in
      guard let found = state.buckets[bucket], found.isBuilt else {
        throw CountersNotBuilt(buckets: [bucket])
      }
      return members.flatMap { group in
        group.users.compactMap { user in
          let key = UserChannel(user, group.channel)
          return found.counters[key].map { Snapshot(key: key, of: $0) }
        }
      }
    }
  }

  /// Those of `keys` that are marked dirty, or whose channel is.
  public func dirty(among keys: Set<UserChannel>) async throws -> Set<UserChannel> {
    try perform { state in
      keys.filter { key in
        let bucket = state.buckets[bucket(of: key.user)]
        return bucket?.dirty[key] != nil || bucket?.dirtyChannels[key.channel] != nil
      }
    }
  }

  /// Removes dirty marks that did not change.
  public func clean(_ saved: DirtyMarks, in bucket: Bucket) async throws {
    try perform { state in
      guard state.buckets[bucket]?.isBuilt == true else { throw CountersNotBuilt(buckets: [bucket]) }
      for counter in saved.counters where state.buckets[bucket]?.dirty[counter.key] == counter.version {
        state.buckets[bucket]?.dirty[counter.key] = nil
      }
      for mark in saved.channels where state.buckets[bucket]?.dirtyChannels[mark.channel] == mark.version {
        state.buckets[bucket]?.dirtyChannels[mark.channel] = nil
      }
    }
  }
}

extension MemoryCounters: CounterRebuild {
  /// Those buckets that are not built.
  public func unbuilt() async throws -> [Bucket] {
    try perform { state in buckets.filter { state.buckets[$0]?.isBuilt != true } }
  }

  /// Begins to build a bucket.
  public func begin(_ bucket: Bucket, token: String, for duration: Duration) async throws -> Bool {
    try perform { state in
      let found = state.buckets[bucket] ?? BucketState()
      guard !found.isBuilt, found.builder == nil || found.builder == token else { return false }
      state.buckets[bucket] = BucketState(builder: token, lease: found.lease)
      return true
    }
  }

  /// Joins counters into a bucket being built.
  public func restore(
    _ counters: [UserChannel: Unread], to bucket: Bucket, token: String, for duration: Duration
  ) async throws -> Bool {
    try perform { state in
      guard state.buckets[bucket]?.builder == token else { return false }
      for (key, delta) in counters.sorted(by: { $0.key < $1.key }) {
        if Self.join(delta, key, into: &state.buckets[bucket, default: BucketState()]) {
          state.version += 1
          state.buckets[bucket]?.dirty[key] = state.version
        }
      }
      return true
    }
  }

  /// Opens a bucket.
  public func finish(_ bucket: Bucket, token: String) async throws -> Bool {
    try perform { state in
      guard state.buckets[bucket]?.builder == token else { return false }
      state.buckets[bucket]?.isBuilt = true
      state.buckets[bucket]?.builder = nil
      return true
    }
  }

  /// Closes a bucket.
  public func close(_ bucket: Bucket) async throws {
    try perform { $0.buckets[bucket]?.isBuilt = false }
  }
}
