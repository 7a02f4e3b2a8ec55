import Foundation

/// What a figure must be: `durable.p99<250ms`.
///
/// It is the name of a figure, one of `<`, `<=`, `>`, `>=` and `=`, and a number. A unit of time after the number (`us`,
/// `ms`, `s`, `min`) is converted to that of the figure; any other unit must be the figure's own, and none means it.
/// Percentiles that have no figure, as `durable.p99.99`, are taken from the histogram.
public struct Requirement: Sendable, Equatable {
  /// The text that it was made from, without spaces.
  public let text: String
  private let name: String
  private let relation: Relation
  private let limit: Double
  private let unit: String

  /// Reads a requirement.
  public init(_ text: String) throws(RequirementError) {
    let text = text.filter { !$0.isWhitespace }
    let name = text.prefix { !"<>=".contains($0) }
    guard !name.isEmpty else { throw RequirementError(text: text, reason: "it begins with no figure's name") }
    let sign = text.dropFirst(name.count).prefix { "<>=".contains($0) }
    guard let relation = Relation(rawValue: String(sign)) else {
      throw RequirementError(text: text, reason: "after the name comes <, <=, >, >= or =")
    }
    let amount = text.dropFirst(name.count + sign.count)
    let digits = amount.prefix { $0.isASCII && ($0.isNumber || ".-".contains($0)) }
    guard let limit = Double(digits) else {
      throw RequirementError(text: text, reason: "after \(sign) comes a number, with or without a unit")
    }
    self.text = text
    self.name = String(name)
    self.relation = relation
    self.limit = limit
    unit = String(amount.dropFirst(digits.count))
  }

  /// Looks whether a report meets it; one that has no such figure does not.
  public func check(_ report: Report) -> Verdict {
    guard let figure = figure(of: report) else {
      return verdict(false, "the report has no figure \(name)")
    }
    guard let limit = limit(in: figure.unit) else {
      let own = figure.unit.isEmpty ? "has no unit" : "is in \(figure.unit)"
      return verdict(false, "\(name) \(own), which cannot be compared with \(unit)")
    }
    let holds = relation.holds(figure.value, limit)
    let found = "\(name) is \(figure.value.words)\(figure.unit.isEmpty ? "" : " \(figure.unit)")"
    return verdict(holds, holds ? "\(found), as \(text) requires" : "\(found), and \(text) is required")
  }

  private func figure(of report: Report) -> Figure? {
    if let figure = report.figure(name) { return figure }
    guard let end = name.range(of: ".p", options: .backwards),
      let percentile = Double(name[end.upperBound...]),
      (0...100).contains(percentile), let histogram = report.histogram(String(name[..<end.lowerBound])),
      histogram.count > 0
    else { return nil }
    return Figure(name: name, value: Double(histogram.value(atPercentile: percentile)) / 1_000, unit: "ms")
  }

  /// The limit in a figure's unit; nil if the units have nothing to do with each other.
  private func limit(in other: String) -> Double? {
    if unit.isEmpty || unit == other { return limit }
    guard let own = TimeUnit(rawValue: unit), let other = TimeUnit(rawValue: other) else { return nil }
    return other.of(limit * own.microseconds)
  }

  private func verdict(_ holds: Bool, _ sentence: String) -> Verdict {
    Verdict(name: text, holds: holds, sentence: sentence, isRequirement: true)
  }

  private enum Relation: String {
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case equal = "="

    func holds(_ value: Double, _ limit: Double) -> Bool {
      switch self {
      case .less: value < limit
      case .atMost: value <= limit
      case .greater: value > limit
      case .atLeast: value >= limit
      case .equal: value == limit
      }
    }
  }
}

/// Why a text is no requirement.
public struct RequirementError: Error, Equatable, CustomStringConvertible {
  let text: String
  let reason: String

  /// A sentence without its full stop.
  public var description: String {
    "'\(text)' is no requirement such as 'durable.p99<250ms': \(reason)"
  }
}

/// A unit of time, as figures and requirements write it.
enum TimeUnit: String {
  case microseconds = "us"
  case milliseconds = "ms"
  case seconds = "s"
  case minutes = "min"

  var microseconds: Double {
    switch self {
    case .microseconds: 1
    case .milliseconds: 1_000
    case .seconds: 1_000_000
    case .minutes: 60_000_000
    }
  }

  /// So many microseconds in this unit.
  func of(_ microseconds: Double) -> Double { microseconds / self.microseconds }
}
