/// When to tell of what keeps changing: at once after a quiet time, then less and less often.
struct NewsPace: Equatable, Sendable {
  static let least: Duration = .seconds(1)
  static let most: Duration = .seconds(30)

  private var last: Duration?
  private var spacing = Self.least

  /// When something may be told.
  /// - Parameter isUrgent: Whether it cannot wait long.
  func next(isUrgent: Bool) -> Duration {
    last.map { $0 + (isUrgent ? Self.least : spacing) } ?? .zero
  }

  /// Something was told.
  mutating func told(at now: Duration) {
    let isQuiet = last.map { now >= $0 + spacing * 2 } ?? true
    spacing = isQuiet ? Self.least : min(spacing * 2, Self.most)
    last = now
  }

  /// Somebody is there again: tell soon.
  mutating func hurry() {
    spacing = Self.least
  }
}
