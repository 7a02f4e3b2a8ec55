/// What is worth knowing of many measured values: half are at most `p50`, 99 of 100 at most `p99`, none above `max`.
public struct Percentiles: Sendable, Equatable, Encodable {
  /// How many values there were.
  public let count: Int
  /// The median.
  public let p50: Double
  /// The 99th percentile.
  public let p99: Double
  /// The greatest value.
  public let max: Double

  /// Summarises values, in any order; `nil` if there are none.
  public init?(_ values: [Double]) {
    let sorted = values.sorted()
    guard let last = sorted.last else { return nil }
    count = sorted.count
    p50 = Self.value(at: 50, of: sorted)
    p99 = Self.value(at: 99, of: sorted)
    max = last
  }

  /// The percentile by nearest rank: the least value that at least `percent` of 100 values do not exceed.
  ///
  /// In whole numbers, since 0.99 × 300 is not quite 297.
  /// - Parameters:
  ///   - percent: 1…100.
  ///   - sorted: At least one value, in order.
  private static func value(at percent: Int, of sorted: [Double]) -> Double {
    sorted[(sorted.count * percent + 99) / 100 - 1]
  }
}
