import ChatModel

/// A flow that takes batches from the log, and commits a batch once all of it is applied.
///
/// Both flows have the same outline: poll, store, bury what never applies, count, bring whole what cannot be counted, tell,
/// commit. A crash anywhere has the batch delivered again.
protocol LogFlow: Flow {
  var intake: Intake { get }
  /// Whether the next step polls.
  var isPolling: Bool { get }
}

extension LogFlow {
  /// Whether no batch is in flight.
  public var isAtRest: Bool { isPolling && intake.isEmpty }

  /// Stays in the consumer group while a step is repeated.
  public func hold() async throws { try await intake.source.hold() }

  /// Ends a waiting poll.
  public func wakeUp() { intake.source.wakeUp() }
}

/// What both flows that consume the log work with.
public struct FlowPorts: Sendable {
  /// Where events come from.
  public var source: any EventSource
  /// Where they are counted.
  public var counters: any CounterWriter
  /// Where clients hear of them.
  public var notices: any NoticePublisher
  /// Where dead letters go.
  public var sink: any EventSink
  /// The time of day.
  public var clock: any WallClock
  /// The names of the topics.
  public var topics: Topics

  /// Creates a set of ports.
  public init(
    source: any EventSource, counters: any CounterWriter, notices: any NoticePublisher, sink: any EventSink,
    clock: any WallClock, topics: Topics = Topics()
  ) {
    self.source = source
    self.counters = counters
    self.notices = notices
    self.sink = sink
    self.clock = clock
    self.topics = topics
  }

  /// Appends dead letters to their topic.
  func bury(_ dead: [DeadLetter]) async throws {
    try await sink.append(dead.map { $0.entry(in: topics) })
  }
}

/// Fills batches from the log: one poll a step.
struct Intake: Sendable {
  fileprivate let source: any EventSource
  private let clock: any WallClock
  private let policy: BatchPolicy
  private let patience: Duration
  private var batch: Batch

  /// - Parameter patience: How long a poll waits when there is nothing.
  init(_ ports: FlowPorts, policy: BatchPolicy, patience: Duration) {
    source = ports.source
    clock = ports.clock
    self.policy = policy
    self.patience = patience
    batch = Batch(policy)
  }

  /// Whether no record is waiting in a batch.
  var isEmpty: Bool { batch.records.isEmpty }

  /// Polls once.
  /// - Returns: The batch, once it is due; the next one is then empty.
  mutating func poll() async throws -> Batch? {
    let wait = batch.wait(at: clock.now()) ?? patience
    let records = try await source.poll(most: batch.room, wait: wait)
    let now = clock.now()
    batch.add(records)
    guard batch.isDue(at: now) else { return nil }
    defer { batch = Batch(policy, after: now) }
    return batch
  }
}

/// Brings counters that cannot be changed whole from the database, so many at a time: one read or one write a step.
///
/// All of it is done twice. Of a message that was read, a counter keeps nothing: a deletion that is fanned out between the
/// read and the write of one whose marker is taken back is neither in what was read nor in what it is joined to. Once that is
/// written the counter keeps what comes, and what came before is in the database, which is read again.
struct WholeCounters: Sendable {
  private static let most = 2_000

  private let keys: [UserChannel]
  private var left: ArraySlice<UserChannel>
  private var isAgain = false
  private var found: [UserChannel: Unread]?

  /// - Parameter keys: Those that `CounterWriter` left alone.
  init(_ keys: [UserChannel]) {
    self.keys = keys
    left = keys[...]
  }

  /// Whether all of them are there.
  var isDone: Bool { left.isEmpty && found == nil && isAgain }

  mutating func step(from truth: any CounterTruth, to counters: any CounterWriter) async throws {
    if let found {
      if !found.isEmpty { try await counters.join(found) }
      self.found = nil
      guard left.isEmpty, !isAgain else { return }
      (left, isAgain) = (keys[...], true)
    } else {
      let some = left.prefix(Self.most)
      found = try await truth.counters(at: Array(some))
      left = left.dropFirst(some.count)
    }
  }
}
