import ChatModel
import Synchronization

/// Counters in memory, with the semantics of the Redis functions: buckets that can be lost, builders, leases, dirty
/// marks with versions, and forgetting of what is read.
public final class MemoryCounters: Sendable {
  struct BucketState {
    var isBuilt = false
    var builder: String?
    var lease: String?
    var counters: [UserChannel: Unread] = [:]
    /// What a rebuild puts in at its end, if it overwrites.
    var aside: [UserChannel: Unread] = [:]
    /// In which turns users left.
    var left: [UserChannel: Int64] = [:]
    var dirty: [UserChannel: Int64] = [:]
    var dirtyChannels: [ChannelID: Int64] = [:]
  }

  struct State {
    var memory = DatabaseMemory()
    var buckets: [Bucket: BucketState] = [:]
    /// Those who save.
    var servers: Set<String> = []
    /// Rises across losses too, as the time does that Redis begins its versions with.
    var version: Int64 = 0
    /// How far channels have been counted, for one who adds instead of joining.
    var counted: [ChannelID: Seq] = [:]
    /// Those that were lost one by one.
    var lost: Set<UserChannel> = []
  }

  /// The buckets there are.
  public let buckets: [Bucket]
  private let state = Mutex(State())
  let faults: Faults?
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
    state.withLock { state in
      state.buckets = [:]
      state.memory = DatabaseMemory()
    }
  }

  /// All counters that there are, in buckets that are built or not.
  public var all: [UserChannel: Unread] {
    state.withLock { state in state.buckets.values.reduce(into: [:]) { $0.merge($1.counters) { $1 } } }
  }

  /// Whether every bucket is built and every change saved.
  public var isSettled: Bool {
    state.withLock { state in
      buckets.allSatisfy { bucket in
        guard let found = state.buckets[bucket] else { return false }
        return found.isBuilt && found.dirty.isEmpty && found.dirtyChannels.isEmpty
      }
    }
  }

  /// Loses a bucket.
  public func lose(_ bucket: Bucket) {
    state.withLock { $0.buckets[bucket] = nil }
  }

  /// Loses single counters, as an eviction does.
  public func lose(_ keys: [UserChannel]) {
    state.withLock { state in
      for key in keys { state.buckets[bucket(of: key.user)]?.counters[key] = nil }
      state.lost.formUnion(keys)
    }
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

  func bucket(of user: UserID) -> Bucket {
    Bucket(of: user, among: buckets.count)
  }

  func perform<Result>(_ body: @escaping @Sendable (inout State) throws -> Result) throws -> Result {
    try faults.around { try self.state.withLock { try body(&$0) } }
  }

  func join(_ delta: Unread, _ key: UserChannel, into bucket: inout BucketState) -> Bool {
    let mutation = faults?.mutation
    let before = bucket.counters[key]
    if before == nil, let left = bucket.left[key], delta.turn <= left { return false }
    var after = before ?? Unread()
    switch mutation {
    case .zeroesOnRead where delta.head == 0 && delta.read != ReadState():
      after.read.join(.read(after.head, epoch: max(after.read.marker.epoch, delta.read.marker.epoch)))
    case .decrements where delta.head > 0 && !delta.uncounted.isEmpty && before != nil:
      after.join(Unread(head: delta.head, floor: after.readUpTo + Seq(delta.uncounted.count)))
    default:
      after.join(delta)
      after.head = max(after.head, delta.reach)
    }
    after.uncounted = after.uncounted.filter { $0 > after.readUpTo }
    after.mentions = after.mentions.filter { $0 > after.readUpTo && !after.uncounted.contains($0) }
    after.everyone = after.everyone.filter { $0 > after.readUpTo && !after.uncounted.contains($0) }
    // Only what creates a counter looks at the turn.
    after.turn = 0
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
      if join(delta, key, into: &state.buckets[bucket, default: BucketState()]) {
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
  private func isMissing(_ key: UserChannel, for read: ReadState?, in bucket: BucketState?) -> Bool {
    guard let bucket, bucket.isBuilt else { return false }
    if faults?.mutation == .readsLostAsZero, bucket.counters[key] == nil { return false }
    return bucket.counters[key]?.isTakenBack(by: read ?? ReadState()) ?? true
  }

  /// Applies messages to all members whose counters are there.
  public func fanOut(_ fanOuts: [FanOut]) async throws -> [UserChannel] {
    try perform { [self] state in
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
        let head = faults?.mutation == .increments ? 0 : fanOut.head
        for member in fanOut.members {
          deltas[UserChannel(member.user, fanOut.channel), default: Unread()].join(
            Unread(
              head: head, floor: member.floor, everyone: Set(fanOut.everyone),
              uncounted: Set(fanOut.uncounted)))
        }
      }
      let missing = deltas.keys.filter { key in
        isMissing(key, for: deltas[key]?.read, in: state.buckets[bucket(of: key.user)])
      }
      for key in missing { deltas[key] = nil }
      if !state.lost.isDisjoint(with: missing) { faults.note(.missingCounter) }
      if deltas.keys.contains(where: { isBeingBuilt(bucket(of: $0.user), state) }) {
        faults.note(.fanOutDuringRebuild)
      }
      try join(deltas, &state, marking: groups)
      if faults?.mutation == .increments { for fanOut in fanOuts { add(fanOut, &state) } }
      if faults?.mutation != .keepsLeft { for fanOut in fanOuts { try leave(fanOut, &state) } }
      return missing.sorted()
    }
  }

  private func isBeingBuilt(_ bucket: Bucket, _ state: State) -> Bool {
    state.buckets[bucket]?.isBuilt == false && state.buckets[bucket]?.builder != nil
  }

  /// Counts a message more for what comes anew, and for what comes again.
  private func add(_ fanOut: FanOut, _ state: inout State) {
    let more = max(1, fanOut.head - (state.counted[fanOut.channel] ?? 0))
    state.counted[fanOut.channel] = max(fanOut.head, state.counted[fanOut.channel] ?? 0)
    for member in fanOut.members {
      state.buckets[bucket(of: member.user)]?.counters[UserChannel(member.user, fanOut.channel)]?.head += more
    }
  }

  private func leave(_ fanOut: FanOut, _ state: inout State) throws {
    for (user, turn) in fanOut.departed {
      let (key, bucket) = (UserChannel(user, fanOut.channel), bucket(of: user))
      guard state.buckets[bucket]?.isBuilt == true else { throw CountersNotBuilt(buckets: [bucket]) }
      let before = state.buckets[bucket]?.left[key] ?? 0
      state.buckets[bucket]?.left[key] = max(turn, before)
      state.buckets[bucket]?.counters[key] = nil
      state.buckets[bucket]?.dirty[key] = nil
    }
  }

  /// Joins what was read into the counters that are there.
  public func read(_ reads: [CoalescedReceipts]) async throws -> [Int] {
    try perform { [self] state in
      let missing = reads.indices.filter { index in
        let (key, read) = (reads[index].key, reads[index].state)
        return isMissing(key, for: read, in: state.buckets[bucket(of: key.user)])
      }
      let found = reads.indices.filter { !missing.contains($0) }.map { reads[$0] }
      try join(Dictionary(uniqueKeysWithValues: found.map { ($0.key, Unread(read: $0.state)) }), &state)
      return missing
    }
  }

  /// Deletes counters.
  public func remove(_ keys: [UserChannel]) async throws {
    try perform { [self] state in
      for key in keys { state.buckets[bucket(of: key.user)]?.counters[key] = nil }
    }
  }

  /// Joins deltas.
  public func join(_ deltas: [UserChannel: Unread]) async throws {
    try perform { [self] in try join(deltas, &$0) }
  }
}

extension MemoryCounters: CounterReader {
  /// The counters of a user.
  public func counters(
    of user: UserID, in channels: [ChannelID]?, listing listed: Set<ChannelID>
  ) async throws -> [ChannelID: Counter] {
    let mine = try perform { [self] state in try counters(of: user, state) }
    return Dictionary(
      uniqueKeysWithValues: mine.filter { channels?.contains($0.key.channel) ?? true }.map { key, unread in
        (key.channel, listed.contains(key.channel) ? .listed(unread) : .counted(UnreadNumbers(unread)))
      })
  }

  /// What is counted for users.
  public func counters(of users: [UserID]) async throws -> [UserChannel: UnreadNumbers] {
    try perform { state in
      var counters: [UserChannel: UnreadNumbers] = [:]
      for user in users {
        counters.merge(try self.counters(of: user, state).mapValues { UnreadNumbers($0) }) { $1 }
      }
      return counters
    }
  }

  private func counters(of user: UserID, _ state: State) throws -> [UserChannel: Unread] {
    let bucket = bucket(of: user)
    guard let found = state.buckets[bucket], found.isBuilt else { throw CountersNotBuilt(buckets: [bucket]) }
    return found.counters.filter { $0.key.user == user }
  }
}
