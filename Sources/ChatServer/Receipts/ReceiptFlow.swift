import ChatModel

/// The flow "Read": takes receipts from the log in batches, validates, coalesces and stores them, joins the result
/// into the counters, tells the user's other terminals and the channel, and only then commits the offsets.
///
/// A server runs several of these side by side, each a member of the consumer group: while one waits for the database,
/// another writes counters.
public struct ReceiptFlow: LogFlow {
  /// `receipts`.
  public static let name = "receipts"

  /// What comes next.
  ///
  /// Each stage carries what the stages before it found out.
  private enum Stage: Sendable {
    case polling
    case learning(DecodedBatch<ReceiptEvent>, Set<ChannelID>)
    case recording(DecodedBatch<ReceiptEvent>)
    case burying(Work, [DeadLetter])
    case reading(Work)
    case restoring(Work, WholeCounters)
    case publishing(Work)
    case committing(Work)
  }

  private struct Work: Sendable {
    let batch: DecodedBatch<ReceiptEvent>
    let plan: ReceiptPlan
    let outcome: ReceiptOutcome
    let report: FlowReport
  }

  private let ports: FlowPorts
  private let store: any ReceiptStore
  private let truth: any CounterTruth
  private var restorations: RestorationWatch
  private(set) var intake: Intake
  private var channels = KnownChannels()
  private var stage = Stage.polling

  /// How many channels are remembered; with more, they are asked for anew.
  private static let mostChannels = 100_000

  /// Creates the flow at rest.
  /// - Parameters:
  ///   - truth: Where counters come from that Redis does not have.
  ///   - policy: The more receipts a batch has, the better they coalesce and the fewer commits there are; 20 ms is far
  ///     below what anybody notices.
  ///   - patience: How long a poll waits when there is nothing.
  ///   - restorations: Of the database: with each, what is remembered of it is forgotten.
  public init(
    ports: FlowPorts, store: any ReceiptStore, truth: any CounterTruth,
    policy: BatchPolicy = BatchPolicy(most: 10_000, milliseconds: 20),
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

  /// Forgets what was known of the channels when the database fails: it may come back as another.
  public mutating func failed(with error: any Error) {
    switch stage {
    case .learning(let batch, _), .recording(let batch):
      channels = KnownChannels()
      stage = judged(batch)
    default: break
    }
  }

  /// Forgets what was known of the channels, and what was stored, when the database has gone back.
  private mutating func beginAnew() {
    channels = KnownChannels()
    switch stage {
    case .polling: break
    case .learning(let batch, _), .recording(let batch): stage = judged(batch)
    case .burying(let work, _), .reading(let work), .restoring(let work, _), .publishing(let work),
      .committing(let work):
      stage = judged(work.batch)
    }
  }

  /// Takes the next step.
  public mutating func step() async throws -> FlowProgress {
    if restorations.happened() { beginAnew() }
    switch stage {
    case .polling:
      guard let batch = try await intake.poll() else { return .idle(.zero) }
      if channels.facts.count > Self.mostChannels { channels = KnownChannels() }
      stage = judged(
        DecodedBatch(batch) { record throws(Rejection) in try ReceiptEvent(json: record.value) })
    case .learning(let batch, let unknown):
      let isSame = channels.learn(try await store.facts(of: unknown))
      stage = isSame ? .recording(batch) : judged(batch)
    case .recording(let batch):
      try await record(batch)
    case .burying(let work, let dead):
      try await ports.bury(dead)
      stage = .reading(work)
    case .reading(let work):
      try await read(work)
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

  /// The stage in which a batch is judged: once all is known of its channels.
  private func judged(_ batch: DecodedBatch<ReceiptEvent>) -> Stage {
    let unknown = ReceiptJudgement.unknown(batch.events, channels.facts)
    return unknown.isEmpty ? .recording(batch) : .learning(batch, unknown)
  }

  private mutating func record(_ batch: DecodedBatch<ReceiptEvent>) async throws {
    let plan = ReceiptJudgement.plan(batch.events, channels.facts)
    let outcome =
      plan.reads.isEmpty ? ReceiptOutcome() : try await store.record(plan.reads, judgedAt: channels.age)
    let dead = batch.dead(rejected: ReceiptJudgement.rejected(batch.events, plan, outcome))
    let report = FlowReport(
      events: batch.count, written: outcome.raised.count,
      repeated: plan.reads.count - outcome.raised.count - outcome.refused.count, buried: dead.count)
    let work = Work(batch: batch, plan: plan, outcome: outcome, report: report)
    stage = dead.isEmpty ? .reading(work) : .burying(work, dead)
  }

  /// Joins what was read into the counters, also what was stored before: the counters may not have it.
  ///
  /// Where that takes a marker back, and where there is no counter, the whole counter comes from the database instead,
  /// with what lies above the marker.
  private mutating func read(_ work: Work) async throws {
    var reads = work.plan.reads
    if !work.outcome.refused.isEmpty {
      reads = reads.indices.filter { work.outcome.refused[$0] == nil }.map { reads[$0] }
    }
    let missing = reads.isEmpty ? [] : try await ports.counters.read(reads).map { reads[$0].key }
    stage = missing.isEmpty ? .publishing(work) : .restoring(work, WholeCounters(missing))
  }

  private mutating func publish(_ work: Work) async throws {
    let raised = work.outcome.raised.sorted().map { work.plan.reads[$0] }
    let told = work.outcome.positioned.sorted().map { work.plan.reads[$0] }.filter { read in
      channels.facts[read.key.channel]?.tellsSeenBy == true
    }
    let hidden = told.isEmpty ? [] : try await store.hiding(among: told.map(\.key))
    let notices =
      raised.map { Notice.read($0.key) }
      + told.filter { !hidden.contains($0.key) }.map { .seen($0.key, position: $0.state.position) }
    if !notices.isEmpty { try await ports.notices.publish(notices) }
    stage = .committing(work)
  }
}
