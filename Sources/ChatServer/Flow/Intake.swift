import ChatModel

/// Fills batches from the log: one poll a step.
struct Intake: Sendable {
  private let source: any EventSource
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
