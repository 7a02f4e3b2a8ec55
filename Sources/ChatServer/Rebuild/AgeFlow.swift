import ChatModel

/// The flow "Age": finds out when the database has gone back, and has all counters built anew from what it is now.
///
/// Counters are joins, so they never go back by themselves: beside a database that was restored from a backup, or whose
/// standby took over before it had everything, they would count nothing until the old heads are passed. A number in the
/// database rises as long as servers run, and what it was last is remembered beside the counters: when it is not higher at
/// the next look, then neither is anything else.
///
/// Of several servers one finds that, and leaves word of it beside the counters, so that each forgets what it remembers of
/// the database, also one that looks only when the database has grown beyond what it had seen. Their clients are told.
///
/// What was lost since the last look alone does not show by this; it shows in the samples (`SampleFlow`).
public struct AgeFlow: Flow {
  /// `age`.
  public static let name = "age"

  private enum Stage: Sendable {
    case asking
    case growing(remembered: Int64)
    case closing(age: Int64)
    case remembering(Int64, restored: Timestamp?)
  }

  private let database: any DatabaseAge
  private let counters: any CounterRebuild
  private let restorations: Restorations
  private let clock: any WallClock
  private let interval: Duration
  private let report: @Sendable (_ remembered: Int64, _ found: Int64) -> Void
  private var stage = Stage.asking
  /// The highest age of this database that this server has seen.
  private var seen: Int64 = 0
  /// The last restoration that this server knows of.
  private var restored: Timestamp?

  /// Creates the flow at rest.
  /// - Parameters:
  ///   - restorations: Where it is noted that the database has gone back.
  ///   - interval: The time between two looks: what is lost with so much of the latest past is not noticed.
  ///   - report: Told when the database has gone back, with what its age was and what it is.
  public init(
    database: any DatabaseAge, counters: any CounterRebuild, restorations: Restorations = Restorations(),
    clock: any WallClock, interval: Duration = .seconds(1),
    report: @escaping @Sendable (_ remembered: Int64, _ found: Int64) -> Void
  ) {
    self.database = database
    self.counters = counters
    self.restorations = restorations
    self.clock = clock
    self.interval = interval
    self.report = report
  }

  /// Whether no buckets are being closed, nor is word to be left of that.
  public var isAtRest: Bool {
    switch stage {
    case .asking, .growing, .remembering(_, restored: nil): true
    case .closing, .remembering: false
    }
  }

  /// Takes the next step.
  public mutating func step() async throws -> FlowProgress {
    switch stage {
    case .asking:
      let memory = try await counters.remembered()
      if let found = memory.restored, found != restored {
        // Another server has found it: what this one saw was of the database before.
        restorations.note()
        tell(found)
        seen = 0
      }
      stage = .growing(remembered: memory.age)
    case .growing(let remembered):
      let age = try await database.grow()
      let known = max(seen, remembered)
      seen = age
      if age > known {
        stage = .remembering(age, restored: nil)
      } else {
        restorations.note()
        report(known, age)
        stage = .closing(age: age)
      }
    case .closing(let age):
      // The age is remembered last: a server that dies in between leaves it to the next one.
      try await counters.close(counters.buckets)
      stage = .remembering(age, restored: later())
    case .remembering(let age, let found):
      try await counters.remember(age: age, restored: found)
      if let found { tell(found) }
      stage = .asking
      return .idle(interval)
    }
    return .stepped
  }

  private mutating func tell(_ found: Timestamp) {
    restored = found
    restorations.closed(found: found)
  }

  /// Now, or later than the last one: two restorations are told apart by their times.
  private func later() -> Timestamp {
    let next = restored.map { Timestamp(milliseconds: $0.milliseconds + 1) } ?? clock.now()
    return max(clock.now(), next)
  }

  /// Asks anew: a growing that failed may have grown, and another server may have gone on meanwhile.
  public mutating func failed(with error: any Error) {
    if isAtRest { stage = .asking }
  }
}
