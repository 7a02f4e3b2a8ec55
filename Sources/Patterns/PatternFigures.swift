/// What was measured of one pattern under one workload.
public struct PatternFigures: Sendable {
  /// The pattern.
  public let pattern: Pattern
  /// The workload.
  public let workload: Workload
  /// How fast it was.
  public let speed: SpeedFigures
  /// Processor time by process.
  public let processorSeconds: [PatternProcess: Double]
  /// Bytes of write-ahead log.
  public let logBytes: Int64
  /// Transactions that were committed.
  public let transactions: Int64

  /// Creates figures.
  public init(
    pattern: Pattern, workload: Workload, speed: SpeedFigures, processorSeconds: [PatternProcess: Double],
    logBytes: Int64, transactions: Int64
  ) {
    self.pattern = pattern
    self.workload = workload
    self.speed = speed
    self.processorSeconds = processorSeconds
    self.logBytes = logBytes
    self.transactions = transactions
  }

  /// Processor seconds for a million events.
  public func processorSecondsPerMillion(_ process: PatternProcess) -> Double? {
    processorSeconds[process].map { $0 * 1_000_000 / Double(workload.count) }
  }

  /// Bytes of write-ahead log an event.
  public var logBytesPerEvent: Double { Double(logBytes) / Double(workload.count) }
  /// Transactions an event.
  public var transactionsPerEvent: Double { Double(transactions) / Double(workload.count) }
}

/// What was lost when a process of a pattern was killed under load.
public struct KillFigures: Sendable, Equatable {
  /// The pattern.
  public let pattern: Pattern
  /// The process that was killed.
  public let killed: PatternProcess
  /// About how many events were acknowledged and not yet in the pattern's store at that moment.
  public let backlog: Int
  /// What was acknowledged and what of it is not there after recovery.
  public let loss: LossLedger.Loss
  /// The longest time without an acknowledgement from then on, in microseconds; `nil` if it was the client.
  public let silence: Int64?

  /// Creates figures.
  public init(
    pattern: Pattern, killed: PatternProcess, backlog: Int, loss: LossLedger.Loss, silence: Int64?
  ) {
    self.pattern = pattern
    self.killed = killed
    self.backlog = backlog
    self.loss = loss
    self.silence = silence
  }
}
