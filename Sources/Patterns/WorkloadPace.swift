/// When the events of a workload are due.
public enum WorkloadPace: Sendable, Equatable, Codable {
  /// Each as soon as there is room for it.
  case flatOut
  /// So many a second, whether the ones before are acknowledged or not.
  case steady(rate: Int)
  /// So many a second, but ten times as many for a second in the middle.
  case burst(rate: Int)

  /// How much more there is in a burst.
  public static let factor = 10

  /// When an event is due, in microseconds after the start; `nil` if as soon as possible.
  /// - Parameter count: How many events there are in all.
  public func due(_ number: Int, of count: Int) -> Int64? {
    switch self {
    case .flatOut: nil
    case .steady(let rate): Self.span(number, rate)
    case .burst(let rate):
      switch phases(of: count) {
      case let (before, end) where number < end:
        number < before
          ? Self.span(number, rate) : Self.span(before, rate) + Self.span(number - before, rate * Self.factor)
      case let (before, end): Self.span(before, rate) + Self.second + Self.span(number - end, rate)
      }
    }
  }

  /// The numbers of the first event of the burst and of the first after it.
  ///
  /// A burst too large for the number of events is all there is.
  public func phases(of count: Int) -> (burst: Int, after: Int) {
    guard case .burst(let rate) = self else { return (count, count) }
    let size = min(rate * Self.factor, count)
    return ((count - size) / 2, (count - size) / 2 + size)
  }

  private static let second: Int64 = 1_000_000

  private static func span(_ events: Int, _ rate: Int) -> Int64 {
    Int64(events) * second / Int64(max(1, rate))
  }
}
