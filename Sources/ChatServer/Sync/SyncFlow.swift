import ChatModel

/// The flow "Sync": saves changed counters to the database on a schedule, bucket by bucket.
///
/// Several servers share the buckets by lease, each a fair part: one that dies loses its leases, and the others take them.
/// Two that work on one bucket at once would do no harm, since a snapshot replaces only an older one.
///
/// A snapshot is worth less than a receipt and costs as much, so saving gives way: after each batch the flow rests four
/// times as long as the batch took. The busier the machine, the longer a batch takes, and the more changes of a counter
/// are saved as one.
///
/// A fan-out to many marks their channel and not each of them, so the flow asks the database who they are: a list that it
/// remembers as long as the list's version stands.
public struct SyncFlow: Flow {
  /// `sync`.
  public static let name = "sync"

  /// How often each bucket is looked at, and how much at a time.
  public struct Pace: Sendable, Equatable {
    /// The least time between the beginnings of two rounds over the buckets.
    public var interval: Duration
    /// The most counters in one upsert.
    public var most: Int
    /// How long a lease lasts; it is renewed every round, so this must be several intervals.
    public var lease: Duration

    /// Creates a pace.
    public init(interval: Duration = .seconds(1), most: Int = 2_000, lease: Duration? = nil) {
      self.interval = interval
      self.most = most
      self.lease = lease ?? max(.seconds(10), interval * 4)
    }
  }

  private enum Stage: Sendable {
    case sharing
    case releasing([Bucket])
    case leasing
    case reading
    case learningMembers(DirtyMarks, versions: [ChannelID: Int64]?, since: Timestamp)
    case collecting(SyncBatch, since: Timestamp)
    case saving(SyncBatch, [Snapshot], since: Timestamp)
    case cleaning(SyncBatch, since: Timestamp)
    case yielding(Duration)
  }

  /// A batch that took t is followed by a rest of so many t.
  private static let restFactor: Int64 = 4
  private static let longestRest: Int64 = 1_000
  /// Some 20 MB: less than the flow of messages keeps, since it is asked less often.
  private static let mostMembers = 500_000
  /// A channel that is dirty as a whole has so many members in a bucket, or had them: `WHOLE` of the Redis functions.
  private static let leastMembers = 32

  private let counters: any CounterSync
  private let store: any SnapshotStore
  private let clock: any WallClock
  private let pace: Pace
  private var restorations: RestorationWatch
  private let owner: String
  private var share: BucketShare
  private var members = MemberCache(capacity: Self.mostMembers)
  private var index = 0
  private var began: Timestamp
  private var isMoreDirty = false
  private var stage = Stage.sharing

  /// Creates the flow at rest.
  /// - Parameters:
  ///   - restorations: Of the database: with each, what is remembered of it is forgotten.
  ///   - owner: This server's name among those that share the buckets.
  public init(
    counters: any CounterSync, store: any SnapshotStore, clock: any WallClock, pace: Pace = Pace(),
    restorations: Restorations = Restorations(), owner: String
  ) {
    self.counters = counters
    self.store = store
    self.clock = clock
    self.pace = pace
    self.restorations = RestorationWatch(restorations)
    self.owner = owner
    share = BucketShare(of: counters.buckets.count)
    began = clock.now()
  }

  /// Whether nothing is half saved.
  public var isAtRest: Bool {
    switch stage {
    case .sharing, .releasing, .leasing, .reading, .yielding: true
    case .learningMembers, .collecting, .saving, .cleaning: false
    }
  }

  /// Gives the leases back; if that fails they expire.
  public func end() async {
    try? await counters.release(counters.buckets, owner: owner)
  }

  private var bucket: Bucket { counters.buckets[index] }

  /// Forgets who is where, and what is half saved, when the database has gone back.
  private mutating func beginAnew() {
    members = MemberCache(capacity: Self.mostMembers)
    if !isAtRest { _ = moveOn() }
  }

  /// Takes the next step.
  public mutating func step() async throws -> FlowProgress {
    if restorations.happened() { beginAnew() }
    switch stage {
    case .sharing:
      began = clock.now()
      let surplus = share.become(oneOf: try await counters.attend(owner, for: pace.lease))
      stage = surplus.isEmpty ? .leasing : .releasing(surplus)
    case .releasing(let surplus):
      try await counters.release(surplus, owner: owner)
      stage = .leasing
    case .leasing:
      guard try await lease() else { return moveOn() }
      stage = .reading
    case .reading:
      guard try await read() else { return moveOn() }
    case .learningMembers(let marks, let versions, let since):
      try await learnMembers(marks, versions, since: since)
    case .collecting(let batch, let since):
      guard let next = batch.next else {
        stage = .cleaning(batch, since: since)
        return .stepped
      }
      let more = next.isEmpty ? [] : try await counters.snapshots(of: next, in: bucket)
      stage = .saving(batch, batch.alone + more, since: since)
    case .saving(var batch, let snapshots, let since):
      try await store.save(snapshots)
      batch.took(snapshots.count)
      stage = .collecting(batch, since: since)
    case .cleaning(let batch, let since):
      try await counters.clean(batch.marks, in: bucket)
      // What a batch leaves behind is taken in the next round, which then begins at once, so that a busy bucket does not
      // keep the others waiting.
      isMoreDirty = isMoreDirty || batch.isMoreDirty
      let spent = clock.now().milliseconds - since.milliseconds
      stage = .yielding(.milliseconds(min(max(0, spent * Self.restFactor), Self.longestRest)))
      return .finished(FlowReport(events: batch.saved, written: batch.saved))
    case .yielding(let rest):
      let afterwards = moveOn()
      if case .idle(let longer) = afterwards { return .idle(max(rest, longer)) }
      return rest > .zero ? .idle(rest) : .stepped
    }
    return .stepped
  }

  /// Whether the bucket is this server's for now.
  private mutating func lease() async throws -> Bool {
    guard share.wants(bucket) else { return false }
    let isOurs = try await counters.lease(bucket, owner: owner, for: pace.lease)
    share.answered(bucket, isOurs: isOurs)
    return isOurs
  }

  /// Whether anything is dirty: the longest-dirty marks, with as many channels as a batch can have members of.
  private mutating func read() async throws -> Bool {
    let since = clock.now()
    var marks = try await counters.dirty(in: bucket, most: pace.most)
    guard marks.count > 0 else { return false }
    let channels = marks.channels.prefix(max(1, pace.most / Self.leastMembers))
    isMoreDirty = isMoreDirty || marks.count >= pace.most || channels.count < marks.channels.count
    marks.channels = Array(channels)
    members.makeRoom()
    stage = .learningMembers(marks, versions: marks.channels.isEmpty ? [:] : nil, since: since)
    return true
  }

  /// Reads outdated member lists, or plans the batch when all are current.
  ///
  /// If the database has gone back meanwhile, it asks for the versions again.
  private mutating func learnMembers(
    _ marks: DirtyMarks, _ versions: [ChannelID: Int64]?, since: Timestamp
  ) async throws {
    guard let versions else {
      let versions = try await store.memberVersions(of: marks.channels.map(\.channel))
      members.forget(newerThan: versions)
      stage = .learningMembers(marks, versions: versions, since: since)
      return
    }
    let missing = members.missing(versions)
    guard missing.isEmpty else {
      if !members.store(try await store.memberLists(of: missing), seen: versions) {
        stage = .learningMembers(marks, versions: nil, since: since)
      }
      return
    }
    let (bucket, count) = (bucket, counters.buckets.count)
    let batch = SyncBatch(marks, most: pace.most) { channel in
      guard versions[channel] != nil else { return [] }
      return members.members(of: channel).map(\.user).filter { Bucket(of: $0, among: count) == bucket }
    }
    stage = .collecting(batch, since: since)
  }

  /// Leaves a bucket that was lost, so that its rebuild does not hold up the others, and one that was half saved: its marks
  /// are still there, while what was read may be of before an outage, and another server may have saved better since.
  public mutating func failed(with error: any Error) {
    if error is CountersNotBuilt || !isAtRest { _ = moveOn() }
  }

  /// Goes to the next bucket; after the last, rests for what is left of the interval unless there is more to save.
  private mutating func moveOn() -> FlowProgress {
    index = (index + 1) % counters.buckets.count
    guard index == 0 else {
      stage = .leasing
      return .stepped
    }
    stage = .sharing
    defer { isMoreDirty = false }
    guard !isMoreDirty else { return .stepped }
    let left = pace.interval - .milliseconds(max(0, clock.now().milliseconds - began.milliseconds))
    return .idle(max(.milliseconds(1), min(left, pace.interval)))
  }
}

/// Which buckets a server saves, among several that each take a fair part.
public struct BucketShare: Sendable, Equatable {
  private let count: Int
  private var most: Int
  /// The buckets whose lease this server has.
  public private(set) var held: Set<Bucket> = []

  /// Creates the share of a server that is alone among `count` buckets.
  public init(of count: Int) {
    self.count = count
    most = count
  }

  /// Notes how many servers there are.
  /// - Returns: What to give back: the parts of all, rounded up, still cover every bucket.
  public mutating func become(oneOf servers: Int) -> [Bucket] {
    let servers = max(1, servers)
    most = (count + servers - 1) / servers
    let surplus = held.sorted().dropFirst(most)
    held.subtract(surplus)
    return Array(surplus)
  }

  /// Whether to take or renew the lease of a bucket.
  public func wants(_ bucket: Bucket) -> Bool {
    held.contains(bucket) || held.count < most
  }

  /// Notes whether a lease was had.
  public mutating func answered(_ bucket: Bucket, isOurs: Bool) {
    if isOurs { held.insert(bucket) } else { held.remove(bucket) }
  }
}
