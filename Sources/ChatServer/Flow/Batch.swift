import ChatModel

/// A batch that is being filled.
public struct Batch: Sendable, Equatable {
  /// The records so far, in the order they came.
  public private(set) var records: [LogRecord] = []
  private var opened: Timestamp?
  private let policy: BatchPolicy

  /// Creates an empty batch.
  public init(_ policy: BatchPolicy) {
    self.policy = policy
  }

  /// How many more records fit.
  public var room: Int { policy.most - records.count }

  /// Adds what was polled at `now`.
  public mutating func add(_ more: [LogRecord], at now: Timestamp) {
    if records.isEmpty, !more.isEmpty { opened = now }
    records += more
  }

  /// Whether the batch is to be processed at `now`.
  public func isDue(at now: Timestamp) -> Bool {
    !records.isEmpty && (room <= 0 || wait(at: now) == .zero)
  }

  /// How long to wait for more at `now`, or `nil` while the batch is empty.
  ///
  /// A clock that goes back makes it wait at most one more period.
  public func wait(at now: Timestamp) -> Duration? {
    guard let opened else { return nil }
    let left = policy.milliseconds - (now.milliseconds - opened.milliseconds)
    return .milliseconds(min(max(left, 0), policy.milliseconds))
  }

  /// For every partition in the batch, the offset after its last record: what to commit once it is applied.
  public var nextOffsets: [LogPartition: Int64] {
    records.reduce(into: [:]) { next, record in
      next[record.partition] = max(next[record.partition] ?? 0, record.offset + 1)
    }
  }
}
