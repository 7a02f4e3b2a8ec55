/// Port: the consuming end of the log, as a member of a consumer group.
public protocol EventSource: Sendable {
  /// The next records, at most `most`, waiting up to `wait` for the first.
  /// - Returns: Records in order within each partition; empty when none came in time.
  func poll(most: Int, wait: Duration) async throws -> [LogRecord]

  /// Commits, for each partition, the offset of the next record to read.
  func commit(_ next: [LogPartition: Int64]) async throws

  /// Stays in the group without taking records, while a batch waits for a store that is down.
  func hold() async throws

  /// Ends a waiting `poll` at once.
  func wakeUp()
}

/// Port: how far a consumer group has come.
public protocol LogProgress: Sendable {
  /// For every partition, where the log ends and what the group has committed.
  func progress() async throws -> [LogPartition: PartitionProgress]
}

/// How far a consumer group has come in a partition.
public struct PartitionProgress: Hashable, Sendable {
  /// The offset of the oldest record that is still there.
  public let start: Int64
  /// The offset that the next record will have.
  public let end: Int64
  /// The offset of the first record that is not committed.
  public let committed: Int64

  /// Creates a progress.
  public init(start: Int64, end: Int64, committed: Int64) {
    self.start = start
    self.end = end
    self.committed = committed
  }

  /// Whether records were dropped before they were consumed: the log has lost events.
  public var hasLost: Bool { committed < start }
}
