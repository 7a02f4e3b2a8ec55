import ChatModel

/// The flow "Send": takes messages from the log, numbers and stores them, fans them out, tells connected clients, and
/// only then commits the offsets.
///
/// A crash anywhere replays the batch: what is stored keeps its number and is fanned out again, harmlessly.
public struct MessageFlow: Flow {
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
    case restoring(Work, ArraySlice<UserChannel>)
    case joining(Work, [UserChannel: Unread], ArraySlice<UserChannel>)
    case publishing(Work)
    case committing(Work)
  }

  private struct Work: Sendable {
    let nextOffsets: [LogPartition: Int64]
    let outcome: NumberingOutcome
    let report: FlowReport

    /// Everything to fan out and publish, channel by channel, in order of seq.
    var byChannel: [(channel: ChannelID, messages: [Message])] {
      Dictionary(grouping: outcome.plan.repeated + outcome.plan.accepted, by: \.channel)
        .sorted { $0.key < $1.key }
        .map { ($0.key, $0.value.sorted { $0.seq < $1.seq }) }
    }
  }

  private let ports: FlowPorts
  private let store: any MessageStore
  private let truth: any CounterTruth
  private var intake: Intake
  private var members = MemberCache()
  private var stage = Stage.polling

  /// How many counters are restored at a time.
  private static let mostRestored = 2_000

  /// Creates the flow at rest.
  /// - Parameters:
  ///   - truth: Where counters come from that Redis does not have.
  ///   - policy: Messages are taken as they come: while one batch is processed, the next one gathers.
  ///   - patience: How long a poll waits when there is nothing.
  public init(
    ports: FlowPorts, store: any MessageStore, truth: any CounterTruth,
    policy: BatchPolicy = BatchPolicy(most: 500, milliseconds: 0),
    patience: Duration = .seconds(5)
  ) {
    self.ports = ports
    self.store = store
    self.truth = truth
    intake = Intake(ports, policy: policy, patience: patience)
  }

  /// Whether no batch is in flight.
  public var isAtRest: Bool {
    if case .polling = stage { intake.isEmpty } else { false }
  }

  /// Stays in the consumer group while a step is repeated.
  public func hold() async throws {
    try await ports.source.hold()
  }

  /// Ends a waiting poll.
  public func wakeUp() {
    ports.source.wakeUp()
  }

  /// Takes the next step.
  public mutating func step() async throws -> FlowProgress {
    switch stage {
    case .polling:
      guard let batch = try await intake.poll() else { return .idle(.zero) }
      members.makeRoom()
      stage = .numbering(
        DecodedBatch(batch) { record throws(Rejection) in
          IncomingMessage(event: try MessageEvent(json: record.value), sentAt: record.timestamp)
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
    case .restoring(let work, let keys):
      let some = keys.prefix(Self.mostRestored)
      stage = .joining(work, try await truth.counters(at: Array(some)), keys.dropFirst(some.count))
    case .joining(let work, let counters, let rest):
      if !counters.isEmpty { try await ports.counters.join(counters) }
      stage = rest.isEmpty ? .publishing(work) : .restoring(work, rest)
    case .publishing(let work):
      try await publish(work)
    case .committing(let work):
      try await ports.source.commit(work.nextOffsets)
      stage = .polling
      return .finished(work.report)
    }
    return .stepped
  }

  private mutating func number(_ batch: DecodedBatch<IncomingMessage>) async throws {
    let outcome = try await store.number(batch.events, decide: MessageNumbering.plan)
    let dead = batch.dead(rejected: outcome.plan.rejected)
    let report = FlowReport(
      events: batch.count, written: outcome.plan.accepted.count, repeated: outcome.plan.repeated.count,
      buried: dead.count)
    let work = Work(nextOffsets: batch.nextOffsets, outcome: outcome, report: report)
    stage = dead.isEmpty ? .learningMembers(work) : .burying(work, dead)
  }

  /// Reads one outdated member list, or moves on when all are current.
  private mutating func learnMembers(_ work: Work) async throws {
    guard let channel = members.missing(work.outcome.memberVersions).first else {
      stage = .fanningOut(work)
      return
    }
    members.store(try await store.members(of: channel), of: channel)
  }

  /// Applies the messages to the counters that are there; those that are not come whole from the database.
  private mutating func fanOut(_ work: Work) async throws {
    let fanOuts = work.byChannel.map { channel, messages in
      FanOutPlan.make(
        channel: channel, messages: messages, members: members.members(of: channel),
        reads: work.outcome.reads)
    }
    let missing = fanOuts.isEmpty ? [] : try await ports.counters.fanOut(fanOuts)
    stage = missing.isEmpty ? .publishing(work) : .restoring(work, missing[...])
  }

  private mutating func publish(_ work: Work) async throws {
    let notices = work.byChannel.flatMap { $0.messages.map(Notice.message) }
    let reads = work.outcome.reads.keys.sorted().map(Notice.read)
    if !notices.isEmpty { try await ports.notices.publish(notices + reads) }
    stage = .committing(work)
  }
}
