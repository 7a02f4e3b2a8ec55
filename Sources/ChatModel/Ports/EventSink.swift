/// Port: the producing end of the log.
public protocol EventSink: Sendable {
  /// Appends all entries, in order within each key, and returns when every one is acknowledged.
  /// - Throws: When one was not; others may have been appended, so events must be safe to repeat.
  func append(_ entries: [LogEntry]) async throws
}
