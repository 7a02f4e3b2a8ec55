import Canvas

/// Lines over a common axis, as an SVG element whose colours are classes of `ChartStyle`.
struct LineChart: Sendable {
  struct Line: Sendable {
    let name: String
    let points: [(x: Double, y: Double)]
  }

  let title: String
  let x: Axis
  let y: Axis
  let lines: [Line]

  static let width = 720.0
  private static let left = 64.0
  private static let right = 24.0
  private static let plotHeight = 200.0
  private static let rowHeight = 18.0

  /// The elements and their height; the first is drawn at the height 0.
  var elements: (height: Double, elements: [String]) {
    let (legend, rows) = legend(from: 38)
    let top = 38 + Double(rows) * Self.rowHeight + 4
    let head = MarkupElement("text").with("class", "head").with("x", 0).with("y", 16).enclosing(text: title)
    return (top + Self.plotHeight + 28, [head] + legend + grid(top) + lines.indices.map { line($0, top) })
  }

  /// The chart as a part of a page.
  var svg: String { ChartStyle.inline(height: elements.height, elements.elements, label: title) }

  private func across(_ place: Double) -> Double { Self.left + place * (Self.width - Self.left - Self.right) }

  private func down(_ place: Double, _ top: Double) -> Double { top + (1 - place) * Self.plotHeight }

  private func grid(_ top: Double) -> [String] {
    let bottom = top + Self.plotHeight
    let rows = y.ticks.flatMap { tick in
      let height = down(tick.place, top)
      return [
        Self.rule(from: (across(0), height), to: (across(1), height)),
        Self.label(tick.label, x: across(0) - 8, y: height + 4, anchor: "end"),
      ]
    }
    let columns = x.ticks.flatMap { tick in
      let place = across(tick.place)
      return [
        Self.rule(from: (place, top), to: (place, bottom)),
        Self.label(tick.label, x: place, y: bottom + 18, anchor: "middle"),
      ]
    }
    return rows + columns
  }

  private func line(_ index: Int, _ top: Double) -> String {
    let places = lines[index].points.filter { $0.x.isFinite && $0.y.isFinite }.map { point in
      "\(MarkupElement.number(across(x.place(point.x)))),\(MarkupElement.number(down(y.place(point.y), top)))"
    }
    return MarkupElement("polyline").with("class", "line \(ChartStyle.tone(index))")
      .with("points", places.joined(separator: " ")).empty
  }

  /// A sample of each line with its name, in as many rows as that takes; nothing for a single line that has the title.
  private func legend(from top: Double) -> (elements: [String], rows: Int) {
    if lines.count == 1, title.hasPrefix(lines[0].name) { return ([], 0) }
    var elements: [String] = []
    var (x, row) = (Self.left, 0)
    for (index, line) in lines.enumerated() {
      let width = 40 + ChartStyle.width(of: line.name)
      if x > Self.left, x + width > Self.width { (x, row) = (Self.left, row + 1) }
      let y = top + Double(row) * Self.rowHeight
      let tone = ChartStyle.tone(index)
      elements.append(Self.rule(from: (x, y - 4), to: (x + 16, y - 4), class: "line \(tone)"))
      elements.append(Self.label(line.name, x: x + 22, y: y, anchor: "start"))
      x += width
    }
    return (elements, row + 1)
  }

  private static func rule(
    from: (x: Double, y: Double), to: (x: Double, y: Double), class name: String = "rule"
  ) -> String {
    MarkupElement("line").with("class", name).with("x1", from.x).with("y1", from.y)
      .with("x2", to.x).with("y2", to.y).empty
  }

  private static func label(_ text: String, x: Double, y: Double, anchor: String) -> String {
    MarkupElement("text").with("class", "fine").with("x", x).with("y", y).with("text-anchor", anchor)
      .enclosing(text: text)
  }
}
