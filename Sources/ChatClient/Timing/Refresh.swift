/// Something that is read anew whenever it may have changed: one read at a time, not too often, again after a failure.
struct Refresh: Hashable, Sendable {
  /// The least time between the starts of two reads.
  let spacing: Duration
  private(set) var isWanted = false
  private(set) var isRunning = false
  private var lastStart: Duration?
  private var retry = RetryTimer()

  init(spacing: Duration = .zero) {
    self.spacing = spacing
  }

  mutating func want() {
    isWanted = true
  }

  /// - Returns: Whether the caller is to start a read now.
  mutating func start(at now: Duration) -> Bool {
    guard let deadline, deadline <= now else { return false }
    isWanted = false
    isRunning = true
    lastStart = now
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
    return max(retry.notBefore ?? .zero, lastStart.map { $0 + spacing } ?? .zero)
  }
}
