/// Which receipts are looked for in the database: so many a second, whatever has become of those before.
///
/// A sample that waited for answers would have a server that stands still asked hardly anything, and its worst time would not
/// show (coordinated omission: Tene, "How NOT to Measure Latency", 2013).
public struct ReceiptSampling: Sendable {
  /// The least time between two: up to a thousand a second.
  public static let distance: Duration = .milliseconds(1)
  private var next: Duration = .zero

  /// Begins with the first receipt.
  public init() {}

  /// Whether to look for a receipt: the first that is due so long after the one before.
  /// - Parameter due: Since the loop began; rising, as a rule.
  public mutating func takes(due: Duration) -> Bool {
    guard due >= next else { return false }
    next = due + Self.distance
    return true
  }
}
