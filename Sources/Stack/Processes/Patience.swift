import Dispatch

/// Waiting for something that cannot notify: another process's state, a server's first answer.
enum Patience {
  /// Checks `condition` every `interval` until it holds, for at most `limit`.
  /// - Returns: Whether it held in time. Cancelling the task does not cut it short: a stop must be waited for even
  ///   when what was started has been cancelled.
  nonisolated(nonsending) static func wait(
    atMost limit: Duration, every interval: Duration = .milliseconds(10), until condition: () async -> Bool
  ) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while await !condition() {
      guard ContinuousClock.now < deadline else { return false }
      await rest(interval)
    }
    return true
  }

  /// Suspends for a while, cancelled or not.
  nonisolated(nonsending) static func rest(_ duration: Duration) async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let (seconds, attoseconds) = duration.components
      let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
      DispatchQueue.global().asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) {
        continuation.resume()
      }
    }
  }
}
