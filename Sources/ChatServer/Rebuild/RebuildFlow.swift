import ChatModel

/// The flow "Rebuild": fills lost buckets of counters from the database.
///
/// Several servers, and several of these flows in a server, share the lost buckets: each builds those that no other does.
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
    case listing([Bucket])
    case beginning(Plan)
    case reading(Job)
    case restoring(Job, [UserChannel: Unread])
    case finishing(Job)
    case announcing(Job)
  }

  /// The lost buckets, and who belongs to them: users are listed once, however many buckets are lost.
  private struct Plan: Sendable {
    var buckets: [Bucket]
    var users: [Bucket: [UserID]]
    /// Whether any was built; if not, others build all that are lost, and there is nothing to do but to wait for them.
    var hasBuilt = false
  }

  private struct Job: Sendable {
    var plan: Plan
    var users: ArraySlice<UserID>
    var restored = 0
    var bucket: Bucket { plan.buckets[0] }
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
      stage = .listing(lost)
    case .listing(let lost):
      let count = counters.buckets.count
      let users = Dictionary(grouping: try await truth.users()) { Bucket(of: $0, among: count) }
      stage = .beginning(Plan(buckets: lost, users: users))
    case .beginning(let plan):
      return try await begin(plan)
    case .reading(let job):
      if job.users.isEmpty {
        stage = .finishing(job)
      } else {
        stage = .restoring(job, try await truth.counters(of: Array(job.users.prefix(pace.users))))
      }
    case .restoring(let job, let found):
      try await restore(job, found)
    case .finishing(let job):
      // A token that is no longer valid means that the bucket was lost again: it is built from the beginning.
      let isDone = try await counters.finish(job.bucket, token: token)
      stage = isDone ? .announcing(job) : .listing(job.plan.buckets)
    case .announcing(let job):
      try await notices.publish([.rebuilt(job.bucket)])
      next(after: job.plan, isBuilt: true)
      return .finished(FlowReport(events: 1, written: job.restored))
    }
    return .stepped
  }

  private mutating func begin(_ plan: Plan) async throws -> FlowProgress {
    let bucket = plan.buckets[0]
    if try await counters.begin(bucket, token: token, for: pace.patience) {
      stage = .reading(Job(plan: plan, users: (plan.users[bucket] ?? [])[...]))
      return .stepped
    }
    next(after: plan, isBuilt: false)
    return isAtRest && !plan.hasBuilt ? .idle(pace.interval) : .stepped
  }

  private mutating func restore(_ job: Job, _ found: [UserChannel: Unread]) async throws {
    guard try await counters.restore(found, to: job.bucket, token: token, for: pace.patience) else {
      stage = .listing(job.plan.buckets)
      return
    }
    var rest = job
    rest.users = rest.users.dropFirst(pace.users)
    rest.restored += found.count
    stage = .reading(rest)
  }

  private mutating func next(after plan: Plan, isBuilt: Bool) {
    var rest = plan
    rest.buckets.removeFirst()
    rest.hasBuilt = plan.hasBuilt || isBuilt
    stage = rest.buckets.isEmpty ? .looking : .beginning(rest)
  }
}
