/// All that was counted of one kind of duration, in microseconds.
public struct NamedHistogram: Sendable, Equatable, Codable {
  /// What its figures are called before the full stop: `durable`.
  public var name: String
  /// The counts.
  public var histogram: Histogram

  /// Creates a named histogram.
  public init(name: String, histogram: Histogram) {
    self.name = name
    self.histogram = histogram
  }
}

/// What a figure says of a histogram, by the last part of its name.
enum HistogramFigure: String, CaseIterable {
  case p50, p90, p99
  case p999 = "p99.9"
  case max, mean, count

  /// Microseconds, or how many there are.
  func value(in histogram: Histogram) -> Double {
    switch self {
    case .p50: Double(histogram.value(atPercentile: 50))
    case .p90: Double(histogram.value(atPercentile: 90))
    case .p99: Double(histogram.value(atPercentile: 99))
    case .p999: Double(histogram.value(atPercentile: 99.9))
    case .max: Double(histogram.max)
    case .mean: histogram.mean
    case .count: Double(histogram.count)
    }
  }
}

extension Figure {
  /// The histogram and what the figure says of it, if its name is that of a histogram's figure.
  var histogramPart: (histogram: String, figure: HistogramFigure)? {
    // Not by the last full stop: a figure may have one itself.
    HistogramFigure.allCases.first { name.hasSuffix(".\($0.rawValue)") }
      .map { (String(name.dropLast($0.rawValue.count + 1)), $0) }
  }
}

extension Report {
  /// The histogram of a name; nil if there is none.
  func histogram(_ name: String) -> Histogram? { histograms.first { $0.name == name }?.histogram }

  /// Adds a histogram, and its figures in milliseconds: `durable.p50`, `.p90`, `.p99`, `.p99.9`, `.max`, `.mean` and
  /// `.count`.
  /// - Parameter title: What the durations are, as in "time until durable".
  public mutating func add(_ histogram: Histogram, name: String, title: String) {
    histograms.append(NamedHistogram(name: name, histogram: histogram))
    figures += HistogramFigure.allCases.map { figure in
      let isCount = figure == .count
      return Figure(
        name: "\(name).\(figure.rawValue)", value: figure.value(in: histogram) / (isCount ? 1 : 1_000),
        unit: isCount ? "" : "ms", title: "\(title), \(figure.rawValue)")
    }
  }
}
