/// Says how many messages are due, so that a sender that wakes up now and then keeps an even rate over time.
///
/// What was missed is due at the next question.
public struct MessagePace: Sendable {
  /// The bound of the rate: more than any of our servers takes.
  private static let most = 1_000_000

  /// Messages a second.
  public let rate: Int
  private let start: ContinuousClock.Instant
  private var given = 0

  /// Starts to count.
  /// - Parameter rate: Messages a second, at most 1,000,000; 0 or less means none.
  public init(rate: Int, from start: ContinuousClock.Instant) {
    self.rate = min(max(0, rate), Self.most)
    self.start = start
  }

  /// How many messages have become due since the last question.
  public mutating func due(at now: ContinuousClock.Instant) -> Int {
    let total = max(given, Int((now - start).inSeconds * Double(rate)))
    defer { given = total }
    return total - given
  }
}
