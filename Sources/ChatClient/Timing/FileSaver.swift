/// When to write the spool to its file: only what has been unacknowledged for a while, so that nothing is written
/// while Kafka answers as usual, and at most once in that while.
struct SpoolSaver: Equatable, Sendable {
  static let patience: Duration = .seconds(1)

  private var saved = Spool()
  private var differsSince: Duration?

  /// The file holds this.
  mutating func loaded(_ spool: Spool) {
    saved = spool
  }

  /// - Returns: What is to be written now, if anything.
  mutating func take(_ current: Spool, at now: Duration, atOnce: Bool = false) -> Spool? {
    guard current != saved else {
      differsSince = nil
      return nil
    }
    let since = differsSince ?? now
    differsSince = since
    guard atOnce || since + Self.patience <= now else { return nil }
    saved = current
    differsSince = nil
    return current
  }

  var deadline: Duration? { differsSince.map { $0 + Self.patience } }
}
