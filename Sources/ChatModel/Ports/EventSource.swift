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
