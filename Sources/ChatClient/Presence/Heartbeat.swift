/// When to tell others that the user is online: at once, then every twenty seconds, which leaves two to be lost.
struct Heartbeat: Equatable, Sendable {
  static let interval: Duration = .seconds(20)

  private(set) var deadline: Duration?

  /// Begins, if it has not.
  mutating func begin(at now: Duration) {
    deadline = deadline ?? now
  }

  mutating func stop() {
    deadline = nil
  }

  /// - Returns: Whether it is time.
  mutating func isDue(at now: Duration) -> Bool {
    guard let deadline, deadline <= now else { return false }
    self.deadline = now + Self.interval
    return true
  }
}
