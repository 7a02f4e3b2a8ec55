import ChatModel

/// The flow "Read": takes receipts from the log in batches, validates, coalesces and stores them, joins the result
/// into the counters, tells the user's other terminals and the channel, and only then commits the offsets.
public struct ReceiptFlow: Flow {
  /// `receipts`.
  public static let name = "receipts"

  /// What comes next.
  ///
  /// Each stage carries what the stages before it found out.
  private enum Stage: Sendable {
    case polling
    case recording(DecodedBatch<ReceiptEvent>)
    case burying(Work, [DeadLetter])
    case joining(Work)
    case publishing(Work)
    case committing(Work)
  }

  private struct Work: Sendable {
    let nextOffsets: [LogPartition: Int64]
    let outcome: ReceiptOutcome
    let report: FlowReport
  }

  private let ports: FlowPorts
  private let store: any ReceiptStore
  private var intake: Intake
  private var stage = Stage.polling

  /// Creates the flow at rest.
  /// - Parameters:
  ///   - policy: 2,000 receipts coalesce well and upsert in some 10 ms; 50 ms is far below what anybody notices.
  ///   - patience: How long a poll waits when there is nothing.
  public init(
    ports: FlowPorts, store: any ReceiptStore,
    policy: BatchPolicy = BatchPolicy(most: 2_000, milliseconds: 50),
    patience: Duration = .seconds(5)
  ) {
    self.ports = ports
    self.store = store
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
      stage = .recording(
        DecodedBatch(batch) { record throws(Rejection) in try ReceiptEvent(json: record.value) })
    case .recording(let batch):
      try await record(batch)
    case .burying(let work, let dead):
      try await ports.bury(dead)
      stage = .joining(work)
    case .joining(let work):
      if !work.outcome.deltas.isEmpty { try await ports.counters.join(work.outcome.deltas) }
      stage = .publishing(work)
    case .publishing(let work):
      try await publish(work)
    case .committing(let work):
      try await ports.source.commit(work.nextOffsets)
      stage = .polling
      return .finished(work.report)
    }
    return .stepped
  }

  private mutating func record(_ batch: DecodedBatch<ReceiptEvent>) async throws {
    let outcome = try await store.record(batch.events, decide: ReceiptJudgement.plan)
    let dead = batch.dead(rejected: outcome.plan.rejected)
    let report = FlowReport(
      events: batch.count, written: outcome.raised.count,
      repeated: outcome.plan.deltas.count - outcome.raised.count, buried: dead.count)
    let work = Work(nextOffsets: batch.nextOffsets, outcome: outcome, report: report)
    stage = dead.isEmpty ? .joining(work) : .burying(work, dead)
  }

  private mutating func publish(_ work: Work) async throws {
    let reads = work.outcome.raised.sorted().map(Notice.read)
    let seen = work.outcome.seen.sorted { $0.key < $1.key }.map { Notice.seen($0.key, position: $0.value) }
    if !reads.isEmpty { try await ports.notices.publish(reads + seen) }
    stage = .committing(work)
  }
}
