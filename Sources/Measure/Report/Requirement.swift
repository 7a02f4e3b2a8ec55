/// A limit that a figure must keep, such as `durable.p99<250ms`.
public struct Requirement: Sendable, Equatable {
  /// Why a text is no requirement.
  public struct Malformed: Error, Equatable, CustomStringConvertible {
    /// The text.
    public let text: String
    /// A sentence without its full stop.
    public var description: String {
      "'\(text)' is no requirement: write a figure, a comparison and a number with its unit, as in "
        + "'durable.p99<250ms' (<, <=, >, >= or ==; us, ms, s, /s, %, MB or nothing)"
    }
  }

  /// The text as it was given.
  public let text: String
  /// The figure's name.
  public let name: String
  private let comparison: Comparison
  private let limit: Double
  private let unit: String

  private enum Comparison: String, CaseIterable {
    case atMost = "<="
    case atLeast = ">="
    case equal = "=="
    case below = "<"
    case above = ">"

    func holds(_ value: Double, _ limit: Double) -> Bool {
      switch self {
      case .atMost: value <= limit
      case .atLeast: value >= limit
      case .equal: value == limit
      case .below: value < limit
      case .above: value > limit
      }
    }
  }

  /// How many milliseconds a unit of time is.
  private static let milliseconds = ["us": 0.001, "ms": 1, "s": 1_000]
  private static let others = ["", "/s", "%", "MB"]

  /// Reads a requirement.
  public init(_ text: String) throws(Malformed) {
    let plain = text.filter { !$0.isWhitespace }
    let found = Comparison.allCases.compactMap { comparison in
      plain.firstRange(of: comparison.rawValue).map { (comparison, $0) }
    }
    // The longer ones stand first: `<=` is not `<` with a strange number.
    guard let (comparison, range) = found.first, range.lowerBound > plain.startIndex else {
      throw Malformed(text: text)
    }
    let value = plain[range.upperBound...]
    let digits = value.prefix { $0.isNumber || $0 == "." || $0 == "-" }
    unit = String(value.dropFirst(digits.count))
    guard let limit = Double(digits), limit.isFinite,
      Self.milliseconds[unit] != nil || Self.others.contains(unit)
    else { throw Malformed(text: text) }
    self.text = text
    self.comparison = comparison
    self.limit = limit
    name = String(plain[..<range.lowerBound])
  }

  /// Whether the report's figure keeps the limit; one that is missing does not.
  public func check(_ report: Report) -> Verdict {
    guard let figure = report.figure(name) else {
      let near = report.figures.map(\.name).filter {
        $0.split(separator: ".").last == name.split(separator: ".").last
      }
      let names = near.isEmpty ? report.figures.map(\.name) : near
      return verdict(false, "there is no figure '\(name)', only \(names.prefix(8).joined(separator: ", "))")
    }
    guard let value = converted(figure) else {
      return verdict(false, "'\(name)' is measured in '\(figure.unit)', not in '\(unit)'")
    }
    let found = "\((figure.value * 100).rounded() / 100) \(figure.unit)"
    return verdict(comparison.holds(value, limit), "\(text): it is \(found)")
  }

  private func verdict(_ holds: Bool, _ sentence: String) -> Verdict {
    Verdict(name: text, holds: holds, sentence: sentence, isRequirement: true)
  }

  /// The figure in the limit's unit; a limit without a unit is in that of the figure.
  private func converted(_ figure: Figure) -> Double? {
    if unit.isEmpty || unit == figure.unit { return figure.value }
    guard let from = Self.milliseconds[figure.unit], let to = Self.milliseconds[unit] else { return nil }
    return figure.value * from / to
  }
}
