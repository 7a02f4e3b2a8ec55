import ChatModel

/// The flow "Rebuild": fills lost buckets of counters from the database.
///
/// While a bucket is being built nobody else writes to it: fan-outs and receipts wait, already stored in PostgreSQL,
/// and are joined afterwards. What was stored before this flow read it is there twice, which changes nothing.
public struct RebuildFlow: Flow {
  /// `rebuild`.
  public static let name = "rebuild"

  /// How much is done at a time.
  public struct Pace: Sendable, Equatable {
    /// The time between two looks for lost buckets.
    public var interval: Duration
    /// How many users' counters are recomputed by one query.
    public var users: Int
    /// How long a builder may be silent before another takes over.
    ///
    /// One query and one write must fit.
    public var patience: Duration

    /// Creates a pace.
    public init(interval: Duration = .seconds(1), users: Int = 500, patience: Duration = .seconds(30)) {
      self.interval = interval
      self.users = users
      self.patience = patience
    }
  }

  private enum Stage: Sendable {
    case looking
    case beginning([Bucket])
    case listing([Bucket])
    case reading(Job)
    case restoring(Job, [UserChannel: Unread])
    case finishing(Job)
    case announcing(Job)
  }

  private struct Job: Sendable {
    var buckets: [Bucket]
    var users: [UserID]
    var restored = 0
    var bucket: Bucket { buckets[0] }
  }

  private let counters: any CounterRebuild
  private let truth: any CounterTruth
  private let notices: any NoticePublisher
  private let pace: Pace
  private let token: String
  private var stage = Stage.looking

  /// Creates the flow at rest.
  /// - Parameter token: Names this builder; no two may share it.
  public init(
    counters: any CounterRebuild, truth: any CounterTruth, notices: any NoticePublisher, pace: Pace = Pace(),
    token: String
  ) {
    self.counters = counters
    self.truth = truth
    self.notices = notices
    self.pace = pace
    self.token = token
  }

  /// Whether no bucket is being built.
  public var isAtRest: Bool {
    if case .looking = stage { true } else { false }
  }

  /// Takes the next step.
  public mutating func step() async throws -> FlowProgress {
    switch stage {
    case .looking:
      let lost = try await counters.unbuilt()
      guard !lost.isEmpty else { return .idle(pace.interval) }
      stage = .beginning(lost)
    case .beginning(let buckets):
      try await begin(buckets)
    case .listing(let buckets):
      let count = counters.buckets.count
      let users = try await truth.users().filter { Bucket(of: $0, among: count) == buckets[0] }
      stage = .reading(Job(buckets: buckets, users: users))
    case .reading(let job):
      if job.users.isEmpty {
        stage = .finishing(job)
      } else {
        stage = .restoring(job, try await truth.counters(of: Array(job.users.prefix(pace.users))))
      }
    case .restoring(let job, let found):
      try await restore(job, found)
    case .finishing(let job):
      stage = try await counters.finish(job.bucket, token: token) ? .announcing(job) : .beginning(job.buckets)
    case .announcing(let job):
      try await notices.publish([.rebuilt(job.bucket)])
      next(after: job.buckets)
      return .finished(FlowReport(events: 1, written: job.restored))
    }
    return .stepped
  }

  private mutating func begin(_ buckets: [Bucket]) async throws {
    guard let bucket = buckets.first else {
      stage = .looking
      return
    }
    if try await counters.begin(bucket, token: token, for: pace.patience) {
      stage = .listing(buckets)
    } else {
      next(after: buckets)
    }
  }

  /// A token that is no longer valid means that the bucket was lost again: it is built from the beginning.
  private mutating func restore(_ job: Job, _ found: [UserChannel: Unread]) async throws {
    guard try await counters.restore(found, to: job.bucket, token: token, for: pace.patience) else {
      stage = .beginning(job.buckets)
      return
    }
    var rest = job
    rest.users.removeFirst(min(pace.users, rest.users.count))
    rest.restored += found.count
    stage = .reading(rest)
  }

  private mutating func next(after buckets: [Bucket]) {
    let rest = Array(buckets.dropFirst())
    stage = rest.isEmpty ? .looking : .beginning(rest)
  }
}
