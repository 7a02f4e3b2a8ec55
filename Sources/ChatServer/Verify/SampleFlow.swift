import ChatModel

/// The flow "Sample": compares the counts of a few users at a time with what messages and read positions say, and heals
/// what is wrong, so that a wrong count has a bounded life even if its cause is unknown.
///
/// A count that is only on its way agrees at one of several looks, or has not come to where its channel was at the first
/// one; any other that differs at all of them, and still does when everything is consumed that was in the log then, is taken
/// for wrong, however busy the channel is. A batch that a dead server has stored and not counted, or one that waits for a
/// broken service, is not consumed. Should it be a mistake all the same, nothing is lost: healing removes the counter and
/// joins it anew from the database, and whoever writes meanwhile finds it missing and brings it whole.
///
/// A look is several reads in one step, since a crash between reads loses nothing; each write is a step of its own.
public struct SampleFlow: Flow {
  /// `sample`.
  public static let name = "sample"

  /// How much is looked at, and how often.
  public struct Pace: Sendable, Equatable {
    /// The time between two looks.
    public var interval: Duration
    /// How many users are looked at once.
    public var users: Int
    /// How many users are looked at once after something wrong was found: the rest is likely to be wrong too.
    public var suspiciousUsers: Int
    /// How often a count must be found wrong, look after look.
    public var looks: Int

    /// Creates a pace.
    ///
    /// By default ten users a second, some hundred counts, and ten seconds until something is taken for wrong: longer
    /// than a server that died is missed.
    public init(
      interval: Duration = .seconds(1), users: Int = 10, suspiciousUsers: Int = 500, looks: Int = 10
    ) {
      self.interval = interval
      self.users = users
      self.suspiciousUsers = suspiciousUsers
      self.looks = looks
    }
  }

  private enum Stage: Sendable {
    case choosing
    case looking([UserID])
    case confirming(Suspects)
    case asking(Suspects)
    case waiting(Suspects, LogEnds, left: Int)
    case concluding(Suspects)
    case explaining([Difference])
    case forgetting([UserChannel])
    case removing([UserChannel])
    case reading([UserChannel])
    case joining([UserChannel: Unread])
    case telling([UserChannel])
  }

  /// How often it is asked whether the log is consumed, before others are looked at.
  private static let mostWaits = 60

  private let look: CountLook
  private let logs: [any LogProgress]
  private let writer: any CounterWriter
  private let notices: any NoticePublisher
  private let pace: Pace
  private let report: @Sendable (WrongCounts) -> Void
  private var stage = Stage.choosing
  private var last: UserID?
  private var isSuspicious = false

  /// Creates the flow at rest.
  /// - Parameters:
  ///   - logs: The progress of the server's groups on both topics.
  ///   - first: Whom to begin after, so that several servers do not look at the same users.
  ///   - report: Told what is wrong before it is healed.
  public init(
    truth: any CounterTruth, counters: any CounterReader & CounterSync & CounterWriter,
    snapshots: any SnapshotReader, logs: [any LogProgress], notices: any NoticePublisher, pace: Pace = Pace(),
    after first: UserID? = nil, report: @escaping @Sendable (WrongCounts) -> Void
  ) {
    look = CountLook(truth: truth, counters: counters, snapshots: snapshots)
    self.logs = logs
    writer = counters
    self.notices = notices
    self.pace = pace
    self.report = report
    last = first
  }

  /// Whether nothing is being healed.
  public var isAtRest: Bool {
    switch stage {
    case .choosing, .looking, .confirming, .asking, .waiting, .concluding, .explaining, .forgetting: true
    case .removing, .reading, .joining, .telling: false
    }
  }

  /// Takes the next step.
  public mutating func step() async throws -> FlowProgress {
    switch stage {
    case .choosing:
      return try await choose()
    case .looking(let users):
      confirm(Suspects(try await look.compare(users)))
      return .idle(pace.interval)
    case .confirming(var suspects):
      suspects.look(again: try await look.compare(suspects.users))
      confirm(suspects)
      return .idle(pace.interval)
    case .asking(let suspects):
      stage = .waiting(suspects, try await LogEnds(of: logs), left: Self.mostWaits)
    case .waiting(let suspects, let ends, let left):
      guard try await ends.waiting() > 0 else {
        stage = .concluding(suspects)
        return .stepped
      }
      stage = left > 1 ? .waiting(suspects, ends, left: left - 1) : .choosing
      return .idle(pace.interval)
    case .concluding(var suspects):
      suspects.look(again: try await look.compare(suspects.users))
      conclude(suspects.wrong)
    case .explaining(let wrong):
      try await explain(wrong)
      stage = .forgetting(Set(wrong.map(\.key)).sorted())
    case .forgetting(let keys):
      try await look.snapshots.forgetSnapshots(at: keys)
      stage = .removing(keys)
    case .removing(let keys):
      try await writer.remove(keys)
      stage = .reading(keys)
    case .reading(let keys):
      stage = .joining(try await look.truth.counters(at: keys))
    case .joining(let counters):
      if !counters.isEmpty { try await writer.join(counters) }
      stage = .telling(counters.keys.sorted())
    case .telling(let keys):
      try await notices.publish(keys.map(Notice.read))
      stage = .choosing
      return .finished(FlowReport(events: keys.count, written: keys.count))
    }
    return .stepped
  }

  /// Begins anew when a look fails: what it was about may have changed.
  public mutating func failed(with error: any Error) {
    if isAtRest { stage = .choosing }
  }

  private mutating func choose() async throws -> FlowProgress {
    let users = try await look.truth.users(
      after: last, most: isSuspicious ? pace.suspiciousUsers : pace.users)
    last = users.last
    guard !users.isEmpty else { return .idle(pace.interval) }
    stage = .looking(users)
    return .stepped
  }

  private mutating func confirm(_ suspects: Suspects) {
    guard suspects.isEmpty || suspects.looks >= pace.looks else {
      stage = .confirming(suspects)
      return
    }
    if suspects.wrong.isEmpty { conclude([]) } else { stage = .asking(suspects) }
  }

  private mutating func conclude(_ wrong: [Difference]) {
    stage = wrong.isEmpty ? .choosing : .explaining(wrong)
    isSuspicious = !wrong.isEmpty
  }

  /// The most differences that are explained one by one; the others are counted.
  private static let mostExplained = 20

  /// Tells all that may explain how a count went wrong, before it is healed.
  private func explain(_ wrong: [Difference]) async throws {
    let some = wrong.prefix(Self.mostExplained)
    let expected = try await look.truth.counters(at: some.map(\.key))
    let counted = try await look.counters.counters(of: Set(some.map(\.key.user)).sorted())
    report(
      WrongCounts(
        explained: some.map {
          WrongCounts.Explained(
            difference: $0, counter: counted[$0.key], database: expected[$0.key])
        }, others: wrong.count - some.count))
  }
}

/// Counts that are wrong, and all that may tell why.
public struct WrongCounts: Sendable, Equatable {
  /// One of them.
  public struct Explained: Sendable, Equatable {
    /// What is wrong about it.
    public let difference: Difference
    /// The counter in Redis; nil if there is none.
    public let counter: UnreadNumbers?
    /// What the database says; nil if that knows of no membership.
    public let database: Unread?
  }

  /// The first of them, in order.
  public let explained: [Explained]
  /// How many more there are.
  public let others: Int
}
