extension Histogram {
  /// The least value recorded, as exactly as it is known; 0 if there is none.
  public var min: Int64 { counts.firstIndex { $0 > 0 }.map(layout.lowest) ?? 0 }

  /// The greatest value recorded, as exactly as it is known; 0 if there is none.
  public var max: Int64 { counts.isEmpty ? 0 : layout.highest(at: counts.count - 1) }

  /// The mean of what was recorded; 0 if there is nothing.
  public var mean: Double {
    count == 0 ? 0 : sum { Double(layout.median(at: $0)) } / Double(count)
  }

  /// How far values lie from the mean: the root of the mean square.
  public var standardDeviation: Double {
    guard count > 0 else { return 0 }
    let mean = mean
    let squares = sum { index in
      let distance = Double(layout.median(at: index)) - mean
      return distance * distance
    }
    return (squares / Double(count)).squareRoot()
  }

  /// The duration that so many percent of those recorded do not exceed, in milliseconds; see below.
  public func milliseconds(atPercentile p: Double) -> Double { Double(value(atPercentile: p)) / 1_000 }

  /// The value that so many percent of what was recorded do not exceed: the greatest of the values that are told apart
  /// from it no more, as HdrHistogram has it; 0 if nothing was recorded.
  /// - Parameter p: 0 to 100; 0 gives the least value.
  public func value(atPercentile p: Double) -> Int64 {
    guard count > 0 else { return 0 }
    guard p > 0 else { return min }
    // One step down, so that 99.9 % of 1,000 are 999 and not, by an error in the last bit, 1,000.
    let wanted = Swift.max(1, (Swift.min(p, 100).nextDown * Double(count) / 100).rounded(.up))
    var seen: Int64 = 0
    for (index, count) in counts.enumerated() {
      seen += count
      if Double(seen) >= wanted { return layout.highest(at: index) }
    }
    return max
  }

  private func sum(_ value: (Int) -> Double) -> Double {
    counts.enumerated().reduce(0) { sum, entry in
      entry.element == 0 ? sum : sum + value(entry.offset) * Double(entry.element)
    }
  }
}
