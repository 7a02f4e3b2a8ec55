import ChatModel

/// The flow "Sync": saves changed counters to the database on a schedule, bucket by bucket.
///
/// Several servers share the buckets by lease: one that dies loses its leases, and another takes them. Two that work
/// on one bucket at once would do no harm, since a snapshot replaces only an older one.
public struct SyncFlow: Flow {
  /// `sync`.
  public static let name = "sync"

  /// How often each bucket is looked at, and how much at a time.
  public struct Schedule: Sendable, Equatable {
    /// The time between two rounds over the buckets.
    public var interval: Duration
    /// The most counters in one upsert.
    public var most: Int
    /// How long a lease lasts; it is renewed every round, so this must be several intervals.
    public var lease: Duration

    /// Creates a schedule.
    public init(interval: Duration = .seconds(1), most: Int = 5_000, lease: Duration? = nil) {
      self.interval = interval
      self.most = most
      self.lease = lease ?? max(.seconds(5), interval * 4)
    }
  }

  private enum Stage: Sendable {
    case leasing
    case reading
    case saving([DirtyCounter])
    case cleaning([DirtyCounter])
    case resting
  }

  private let counters: any CounterSync
  private let store: any SnapshotStore
  private let schedule: Schedule
  private let owner: String
  private var index = 0
  private var stage = Stage.leasing

  /// Creates the flow at rest.
  /// - Parameter owner: This server's name among those that share the buckets.
  public init(
    counters: any CounterSync, store: any SnapshotStore, schedule: Schedule = Schedule(), owner: String
  ) {
    self.counters = counters
    self.store = store
    self.schedule = schedule
    self.owner = owner
  }

  /// Whether nothing is half saved.
  public var isAtRest: Bool {
    switch stage {
    case .leasing, .reading, .resting: true
    case .saving, .cleaning: false
    }
  }

  /// Gives the leases back; if that fails they expire.
  public func end() async {
    try? await counters.release(counters.buckets, owner: owner)
  }

  private var bucket: Bucket { counters.buckets[index] }

  /// Takes the next step.
  public mutating func step() async throws -> FlowProgress {
    switch stage {
    case .leasing:
      if try await counters.lease(bucket, owner: owner, for: schedule.lease) {
        stage = .reading
      } else {
        moveOn()
      }
    case .reading:
      let dirty = try await counters.dirty(in: bucket, most: schedule.most)
      if dirty.isEmpty { moveOn() } else { stage = .saving(dirty) }
    case .saving(let dirty):
      try await store.save(dirty.map(\.snapshot))
      stage = .cleaning(dirty)
    case .cleaning(let dirty):
      try await counters.clean(dirty, in: bucket)
      // A full batch may have left more behind: take it before the next bucket, with the lease renewed.
      if dirty.count >= schedule.most { stage = .leasing } else { moveOn() }
      return .finished(FlowReport(events: dirty.count, written: dirty.count))
    case .resting:
      stage = .leasing
      return .idle(schedule.interval)
    }
    return .stepped
  }

  /// Leaves a bucket that was lost, so that its rebuild does not hold up the others.
  public mutating func failed(with error: any Error) {
    if error is CountersNotBuilt { moveOn() }
  }

  private mutating func moveOn() {
    index = (index + 1) % counters.buckets.count
    stage = index == 0 ? .resting : .leasing
  }
}
