/// Says when to kill: when about as much as ever is acknowledged and not yet stored.
///
/// A third of the events goes by to learn how much that is at most. Then it waits until there is little, and until that
/// has risen to four fifths of the most: a schedule is then about to write it, and has not begun. What does not come until
/// two thirds have gone by is not waited for.
public struct WorstMoment: Sendable {
  private var most = 0
  private var wasLow = false

  /// Creates a judgement that has seen nothing.
  public init() {}

  /// Whether it is now.
  /// - Parameters:
  ///   - missing: How much is acknowledged and not stored, in any unit.
  ///   - share: How much of the events is acknowledged, from 0 to 1.
  public mutating func hasCome(missing: Int, after share: Double) -> Bool {
    guard share > 1.0 / 3 else {
      most = max(most, missing)
      return false
    }
    if missing * 2 <= most { wasLow = true }
    return wasLow && missing * 5 >= most * 4 || share > 2.0 / 3
  }
}
