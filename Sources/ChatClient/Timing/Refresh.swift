/// Something that is read anew whenever it may have changed: one read at a time, not too often, again after a failure.
struct Refresh: Hashable, Sendable {
  private var pace: Pace?
  private(set) var isWanted = false
  private(set) var isRunning = false
  private var retry = RetryTimer()

  /// - Parameter pace: How often it may be read; nil for as often as it is wanted.
  init(pace: Pace? = nil) {
    self.pace = pace
  }

  mutating func want() {
    isWanted = true
  }

  /// - Returns: Whether the caller is to start a read now.
  mutating func start(at now: Duration) -> Bool {
    guard let deadline, deadline <= now else { return false }
    isWanted = false
    isRunning = true
    pace?.take(at: now)
    return true
  }

  mutating func finished() {
    isRunning = false
    retry.succeeded()
  }

  mutating func failed(at now: Duration) {
    isRunning = false
    isWanted = true
    retry.failed(at: now)
  }

  mutating func retryNow() {
    retry.retryNow()
  }

  /// When the next read is due; nil if none is wanted, or one is running.
  var deadline: Duration? {
    guard isWanted && !isRunning else { return nil }
    return max(retry.notBefore ?? .zero, pace?.due ?? .zero)
  }
}
