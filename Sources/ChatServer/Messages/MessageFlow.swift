import ChatModel

/// The flow "Send": takes messages from the log, numbers and stores them, fans them out, tells connected clients, and
/// only then commits the offsets.
///
/// A crash anywhere replays the batch: what is stored keeps its number and is fanned out again, harmlessly.
public struct MessageFlow: LogFlow {
  /// `messages`.
  public static let name = "messages"

  /// What comes next.
  ///
  /// Each stage carries what the stages before it found out.
  private enum Stage: Sendable {
    case polling
    case numbering(DecodedBatch<IncomingMessage>)
    case burying(Work, [DeadLetter])
    case learningMembers(Work)
    case fanningOut(Work)
    case restoring(Work, WholeCounters)
    case publishing(Work)
    case committing(Work)
  }

  private struct Work: Sendable {
    let batch: DecodedBatch<IncomingMessage>
    let outcome: NumberingOutcome
    let report: FlowReport
    /// What the authors are told.
    let settled: [Notice]
    /// Whether the members were looked up again, which is done once however long the counters are not there.
    var hasForgotten = false
  }

  private let ports: FlowPorts
  private let store: any MessageStore
  private let truth: any CounterTruth
  private var restorations: RestorationWatch
  private(set) var intake: Intake
  private var members = MemberCache()
  private var stage = Stage.polling

  /// Creates the flow at rest.
  /// - Parameters:
  ///   - truth: Where counters come from that Redis does not have.
  ///   - policy: Messages are taken as they come: while one batch is processed, the next one gathers.
  ///   - patience: How long a poll waits when there is nothing.
  ///   - restorations: Of the database: with each, what is remembered of it is forgotten.
  public init(
    ports: FlowPorts, store: any MessageStore, truth: any CounterTruth,
    policy: BatchPolicy = BatchPolicy(most: 500, milliseconds: 0),
    patience: Duration = .seconds(5), restorations: Restorations = Restorations()
  ) {
    self.ports = ports
    self.store = store
    self.truth = truth
    self.restorations = RestorationWatch(restorations)
    intake = Intake(ports, policy: policy, patience: patience)
  }

  var isPolling: Bool {
    if case .polling = stage { true } else { false }
  }

  /// Forgets who is where when the database fails, or the counters are being built anew: it may come back as another, in
  /// which lists have the versions of others.
  public mutating func failed(with error: any Error) {
    switch stage {
    case .numbering, .learningMembers: members = MemberCache()
    case .fanningOut(var work) where error is CountersNotBuilt && !work.hasForgotten:
      members = MemberCache()
      work.hasForgotten = true
      stage = .learningMembers(work)
    default: break
    }
  }

  /// Forgets who is where, and what was numbered, when the database has gone back.
  private mutating func beginAnew() {
    members = MemberCache()
    switch stage {
    case .polling, .numbering: break
    case .burying(let work, _), .learningMembers(let work), .fanningOut(let work), .restoring(let work, _),
      .publishing(let work), .committing(let work):
      stage = .numbering(work.batch)
    }
  }

  /// Takes the next step.
  public mutating func step() async throws -> FlowProgress {
    if restorations.happened() { beginAnew() }
    switch stage {
    case .polling:
      guard let batch = try await intake.poll() else { return .idle(.zero) }
      members.makeRoom()
      // A clock that is ahead must not put its messages before others for as long.
      let now = ports.clock.now()
      stage = .numbering(
        DecodedBatch(batch) { record throws(Rejection) in
          IncomingMessage(event: try MessageEvent(json: record.value), sentAt: min(record.timestamp, now))
        })
    case .numbering(let batch):
      try await number(batch)
    case .burying(let work, let dead):
      try await ports.bury(dead)
      stage = .learningMembers(work)
    case .learningMembers(let work):
      try await learnMembers(work)
    case .fanningOut(let work):
      try await fanOut(work)
    case .restoring(let work, var missing):
      try await missing.step(from: truth, to: ports.counters)
      stage = missing.isDone ? .publishing(work) : .restoring(work, missing)
    case .publishing(let work):
      try await publish(work)
    case .committing(let work):
      try await ports.source.commit(work.batch.nextOffsets)
      stage = .polling
      return .finished(work.report)
    }
    return .stepped
  }

  private mutating func number(_ batch: DecodedBatch<IncomingMessage>) async throws {
    let outcome = try await store.number(batch.events, decide: MessageNumbering.plan)
    members.forget(newerThan: outcome.memberVersions)
    let dead = batch.dead(rejected: outcome.plan.rejected)
    let report = FlowReport(
      events: batch.count, written: outcome.plan.accepted.count, repeated: outcome.plan.repeated.count,
      buried: dead.count)
    let work = Work(
      batch: batch, outcome: outcome, report: report,
      settled: Notices.settled(batch.events, outcome.plan))
    stage = dead.isEmpty ? .learningMembers(work) : .burying(work, dead)
  }

  /// Reads outdated member lists, or moves on when all are current.
  ///
  /// A database that has gone back since the numbering has lost the batch: it is numbered again.
  private mutating func learnMembers(_ work: Work) async throws {
    let versions = work.outcome.memberVersions
    let missing = members.missing(versions)
    guard !missing.isEmpty else {
      stage = .fanningOut(work)
      return
    }
    guard members.store(try await store.memberLists(of: missing), seen: versions) else {
      members = MemberCache()
      stage = .numbering(work.batch)
      return
    }
  }

  /// Applies the messages to the counters that are there; those that are not come whole from the database.
  private mutating func fanOut(_ work: Work) async throws {
    let plan = work.outcome.plan
    let messages = Dictionary(uniqueKeysWithValues: plan.byChannel.map { ($0.channel, $0.messages) })
    let departed = Dictionary(grouping: plan.departed, by: \.key.channel)
    let fanOuts = plan.channels.sorted().map { channel in
      FanOutPlan.make(
        channel: channel, messages: messages[channel] ?? [],
        members: messages[channel] == nil ? [] : members.members(of: channel),
        reads: work.outcome.reads,
        departed: Dictionary(uniqueKeysWithValues: (departed[channel] ?? []).map { ($0.key.user, $0.value) }))
    }
    let missing = fanOuts.isEmpty ? [] : try await ports.counters.fanOut(fanOuts)
    stage = missing.isEmpty ? .publishing(work) : .restoring(work, WholeCounters(missing))
  }

  private mutating func publish(_ work: Work) async throws {
    let notices = Notices.made(by: work.outcome) + work.settled
    if !notices.isEmpty { try await ports.notices.publish(notices) }
    stage = .committing(work)
  }
}
