/// How often which value occurred, in constant memory: a histogram with the layout of HdrHistogram.
///
/// A value is known to so many significant digits, whatever its size, and so is every percentile. Histograms of the same
/// digits can be merged, and the merged one is equal to one that had recorded all. Durations count in microseconds.
///
/// There is room for no value above the greatest that was recorded, so that a histogram of short times is small: at three
/// digits 34 KB if nothing took longer than 10 ms, and 190 KB for up to an hour.
public struct Histogram: Sendable, Equatable {
  /// Values above are recorded as this one.
  public let highest: Int64
  /// How often a value was recorded.
  public private(set) var count: Int64 = 0
  let layout: HistogramLayout
  /// By index of the layout; the last one is never 0, so that equal contents are equal.
  private(set) var counts: [Int64] = []

  /// Creates an empty histogram.
  /// - Parameters:
  ///   - highest: The greatest value to tell apart, at least 2. The default is an hour in microseconds.
  ///   - significantDigits: How many decimal digits of a value are kept, 1 to 5.
  public init(highest: Int64 = 3_600_000_000, significantDigits: Int = 3) {
    precondition(highest >= 2 && (1...5).contains(significantDigits), "no such histogram")
    self.highest = highest
    layout = HistogramLayout(digits: significantDigits)
  }

  /// How many decimal digits of a value are kept.
  public var significantDigits: Int { layout.digits }

  /// Records a value, or the nearest of 0 to `highest`; does nothing for a count below 1.
  public mutating func record(_ value: Int64, count: Int64 = 1) {
    guard count > 0 else { return }
    add(count, at: layout.index(of: Swift.min(Swift.max(value, 0), highest)))
  }

  /// Records a duration in whole microseconds.
  public mutating func record(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    record(overflow ? (seconds < 0 ? 0 : highest) : whole + attoseconds / 1_000_000_000_000)
  }

  /// Adds what another one has recorded, exactly if it keeps as many digits, and else as exactly as it knows.
  public mutating func merge(_ other: Histogram) {
    for (index, count) in other.counts.enumerated() where count > 0 {
      if layout == other.layout, other.highest <= highest {
        add(count, at: index)
      } else {
        record(other.layout.lowest(at: index), count: count)
      }
    }
  }

  /// Forgets everything and keeps the room.
  public mutating func reset() {
    count = 0
    counts.removeAll(keepingCapacity: true)
  }

  mutating func add(_ count: Int64, at index: Int) {
    if index >= counts.count { counts.append(contentsOf: repeatElement(0, count: index + 1 - counts.count)) }
    counts[index] += count
    self.count += count
  }
}
