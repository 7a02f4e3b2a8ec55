import ChatModel

/// What the runner carries out for the engine.
struct CrowdStep: Sendable {
  /// What is said and read, for the log.
  var entries: [LogEntry] = []
  /// What others see in passing.
  var notices: [Notice] = []
}
