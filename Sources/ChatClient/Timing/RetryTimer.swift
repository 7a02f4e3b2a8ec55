/// When to try again what has failed: after 1 s, 2 s, 4 s … 30 s.
struct RetryTimer: Hashable, Sendable {
  static let longest: Duration = .seconds(30)

  private(set) var notBefore: Duration?
  private var failures = 0

  /// Several failures of one attempt count once.
  mutating func failed(at now: Duration) {
    guard allows(now) else { return }
    notBefore = now + min(.seconds(1 << min(failures, 5)), Self.longest)
    failures += 1
  }

  mutating func succeeded() {
    self = RetryTimer()
  }

  /// The reason may be gone: try at once, but remember how often it failed.
  mutating func retryNow() {
    notBefore = nil
  }

  func allows(_ now: Duration) -> Bool {
    notBefore.map { $0 <= now } ?? true
  }
}
