import Foundation

/// Where values stand along a side of a chart, and which of them are named.
struct Axis: Sendable, Equatable {
  struct Tick: Sendable, Equatable {
    /// 0 at the beginning, 1 at the end.
    let place: Double
    let label: String
  }

  private(set) var ticks: [Tick]
  private let lower: Double
  private let upper: Double
  private let isLogarithmic: Bool

  /// Where a value stands, 0 to 1; the nearest end for one outside.
  func place(_ value: Double) -> Double {
    let scaled = isLogarithmic ? log10(Swift.max(value, .leastNormalMagnitude)) : value
    return Swift.min(1, Swift.max(0, (scaled - lower) / (upper - lower)))
  }

  /// An even axis from 0, or from the least value if that is below, with some five round ticks.
  static func even(_ values: some Sequence<Double>) -> Axis {
    let (least, greatest) = bounds(values, ground: 0)
    let step = roundStep((greatest - least) / 5)
    let first = (least / step).rounded(.down)
    let last = Swift.max(first + 1, (greatest / step).rounded(.up))
    let ticks = (0...Int(last - first)).map { (first + Double($0)) * step }
    return Axis(lower: first * step, upper: last * step, ticks: ticks.map { ($0, $0.words) })
  }

  /// An axis of seconds that ends with the last one.
  static func time(_ values: some Sequence<Double>) -> Axis {
    let (_, greatest) = bounds(values, ground: 0)
    let step = roundStep(greatest / 6)
    let ticks = (0...Int(greatest / step)).map { Double($0) * step }
    return Axis(lower: 0, upper: greatest, ticks: ticks.map { ($0, "\($0.words) s") })
  }

  /// An axis on which every power of ten is as far from the next; what is not above 0 stands at its beginning.
  static func logarithmic(_ values: some Sequence<Double>) -> Axis {
    let (least, greatest) = bounds(values.filter { $0 > 0 }, ground: nil)
    let first = log10(least).rounded(.down)
    let last = Swift.max(first + 1, log10(greatest).rounded(.up))
    let ticks = (Int(first)...Int(last)).map { pow(10, Double($0)) }
    return Axis(lower: first, upper: last, isLogarithmic: true, ticks: ticks.map { ($0, $0.words) })
  }

  /// An axis of percentiles, on which each nine behind the point takes as much room.
  /// - Parameter count: Of how many values, which says how far percentiles reach.
  static func percentiles(of count: Int64) -> Axis {
    let last = Swift.max(1, log10(Double(Swift.max(count, 1))))
    let nines = (1...Int(last)).map { (pow(10, Double($0)), percentLabel(nines: $0)) }
    return Axis(lower: 0, upper: last, isLogarithmic: true, ticks: [(1, "0 %"), (2, "50 %")] + nines)
  }

  /// What the percentile axis places: 1/(1−percentile).
  static func reach(ofPercentile percentile: Double) -> Double {
    percentile < 100 ? 100 / (100 - percentile) : .greatestFiniteMagnitude
  }

  /// `90 %`, `99 %`, `99.9 %`.
  private static func percentLabel(nines: Int) -> String {
    guard nines > 1 else { return "90 %" }
    return "99" + (nines > 2 ? "." : "") + String(repeating: "9", count: nines - 2) + " %"
  }

  private init(lower: Double, upper: Double, isLogarithmic: Bool = false, ticks: [(Double, String)]) {
    self.lower = lower
    self.upper = upper
    self.isLogarithmic = isLogarithmic
    self.ticks = []
    self.ticks = ticks.map { Tick(place: place($0.0), label: $0.1) }
  }

  private static func bounds(_ values: some Sequence<Double>, ground: Double?) -> (Double, Double) {
    let finite = values.filter(\.isFinite)
    let least = (finite + [ground].compactMap(\.self)).min() ?? 1
    let greatest = (finite + [ground].compactMap(\.self)).max() ?? 1
    return (least, greatest > least ? greatest : least + 1)
  }

  /// The next of 1, 2, 5, 10, 20, 50 and so on.
  private static func roundStep(_ step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    return power * ([1, 2, 5].first { $0 * power >= step * 0.999 } ?? 10)
  }
}
