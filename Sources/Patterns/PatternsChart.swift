import Measure

/// A picture of what was measured of the patterns: bars for each workload, drawn from the figures of a report.
public struct PatternsChart: Sendable {
  /// Bars of one figure, a row for each pattern.
  private struct Panel {
    let title: String
    /// The figure's name behind the pattern's: `durable` in `distinct.A.durable`.
    let figure: String
    let kind: Workload.Kind
    let unit: String
  }

  private static let panels = [
    Panel(title: "distinct: receipts in PostgreSQL a second", figure: "durable", kind: .distinct, unit: ""),
    Panel(title: "scrolling: receipts in PostgreSQL a second", figure: "durable", kind: .scrolling, unit: ""),
    Panel(title: "burst: until acknowledged, p99", figure: "acknowledgement.p99", kind: .burst, unit: " ms"),
    Panel(title: "burst: until in PostgreSQL, p99", figure: "until-durable.p99", kind: .burst, unit: " ms"),
  ]

  private static let width = 740
  private static let barsFrom = 236
  private static let barsWidth = 380
  private static let rowHeight = 22

  private let report: Report

  /// Creates a picture of a report of `dogear bench patterns`.
  public init(_ report: Report) {
    self.report = report
  }

  /// The picture, for light and dark pages; a panel whose workload was not measured is left out.
  public var svg: String {
    var y = 28
    var body = [Self.text(0, 16, "title", report.title)]
    for panel in Self.panels where hasPatterns(panel.kind) {
      y += 26
      body.append(Self.text(0, y, "head", panel.title))
      y += 8
      for row in rows(panel) {
        body += row.drawn(y)
        y += Self.rowHeight
      }
    }
    let machine = report.machine.filter { ["processor", "PostgreSQL", "Redis", "Kafka"].contains($0.name) }
    let facts = machine.map { $0.name == "processor" ? $0.value : "\($0.name) \($0.value)" }
    body.append(Self.text(0, y + 26, "fine", facts.joined(separator: " · ")))
    let height = y + 36
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -8 \(Self.width) \(height + 8)" width="\(Self.width)" \
      height="\(height + 8)" font-family="ui-monospace, monospace" font-size="13">
      <style>\(Self.style)</style>
      \(body.joined(separator: "\n"))
      </svg>

      """
  }

  private static let style = """
    text{fill:#24292f}.title{font-size:15px;font-weight:bold}.head{font-weight:bold}.fine{font-size:11px}\
    rect{fill:#0969da}.D{fill:#1a7f37}\
    @media(prefers-color-scheme:dark){text{fill:#e6edf3}rect{fill:#4493f8}.D{fill:#3fb950}}
    """

  private func hasPatterns(_ kind: Workload.Kind) -> Bool {
    Pattern.allCases.contains { report.figure("\(kind).\($0.rawValue).accepted") != nil }
  }

  private func rows(_ panel: Panel) -> [Row] {
    let measured = Pattern.allCases.filter { report.figure("\(panel.kind).\($0.rawValue).accepted") != nil }
    let values = measured.map { report.figure("\(panel.kind).\($0.rawValue).\(panel.figure)")?.value }
    let greatest = values.compactMap(\.self).max() ?? 0
    return zip(measured, values).map { pattern, value in
      Row(
        pattern: pattern, share: value.map { greatest > 0 ? $0 / greatest : 0 },
        label: value.map { Self.number($0) + panel.unit } ?? "never")
    }
  }

  private struct Row {
    let pattern: Pattern
    /// Of the longest bar, 0 to 1.
    let share: Double?
    let label: String

    func drawn(_ y: Int) -> [String] {
      let length = max(share == nil ? 0 : 1, Int((share ?? 0) * Double(barsWidth)))
      let bar =
        #"<rect class="\#(pattern.rawValue)" x="\#(barsFrom)" y="\#(y + 4)" width="\#(length)" height="14"/>"#
      return [
        text(0, y + 15, "", "\(pattern.rawValue) \(pattern.title)"), bar,
        text(barsFrom + length + 8, y + 15, "", label),
      ]
    }
  }

  private static func text(_ x: Int, _ y: Int, _ style: String, _ words: String) -> String {
    let escaped = words.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return #"<text class="\#(style)" x="\#(x)" y="\#(y)">\#(escaped)</text>"#
  }

  /// A number with commas between its thousands, and with one place behind the point if it is small.
  static func number(_ value: Double) -> String {
    guard value >= 100 else { return "\((value * 10).rounded() / 10)" }
    let digits = Array(String(Int(value.rounded())))
    return digits.indices.map { place in
      let isFirstOfThree = place > 0 && (digits.count - place) % 3 == 0
      return isFirstOfThree ? ",\(digits[place])" : "\(digits[place])"
    }.joined()
  }
}
