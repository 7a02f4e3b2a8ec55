import Canvas

extension Report {
  /// A picture for a README: the bars of the tables that have some, or else the durations by percentile.
  ///
  /// It looks right on light and on dark pages. A report with neither gives its title and machine.
  func svg() -> String {
    let bars = tables.filter { !$0.drawnColumns.isEmpty }.map { BarChart(table: $0).elements }
    let charts = bars.isEmpty ? [percentileChart].compactMap { $0?.elements } : bars
    var y = 16.0
    var elements = [
      MarkupElement("text").with("class", "title").with("x", 0).with("y", y).enclosing(text: title)
    ]
    y += 16
    for chart in charts {
      let place = "translate(0 \(MarkupElement.number(y)))"
      elements.append(MarkupElement("g").with("transform", place).enclosing(chart.elements))
      y += chart.height + 12
    }
    for line in machineLines {
      y += 16
      elements.append(
        MarkupElement("text").with("class", "fine").with("x", 0).with("y", y).enclosing(text: line))
    }
    return ChartStyle.document(height: y + 4, elements)
  }

  /// The machine in lines that fit under a chart.
  private var machineLines: [String] {
    machine.reduce(into: []) { lines, fact in
      let words = fact.name == "processor" ? fact.value : "\(fact.name) \(fact.value)"
      if let line = lines.last, ChartStyle.width(of: "\(line) · \(words)") < LineChart.width {
        lines[lines.count - 1] = "\(line) · \(words)"
      } else {
        lines.append(words)
      }
    }
  }

  /// The durations of all histograms; nil if nothing was recorded.
  var percentileChart: LineChart? {
    let shown = histograms.filter { $0.histogram.count > 0 }
    guard !shown.isEmpty else { return nil }
    let lines = shown.map { named in
      let points = named.histogram.percentileSteps().map { step in
        (x: Axis.reach(ofPercentile: step.percentile), y: Double(step.value) / 1_000)
      }
      return LineChart.Line(name: named.name, points: points)
    }
    return LineChart(
      title: "Durations in ms by percentile",
      x: .percentiles(of: shown.map(\.histogram.count).max() ?? 0),
      y: .logarithmic(lines.flatMap { $0.points.map(\.y) }), lines: lines)
  }

  /// A chart for all series that share a unit and a name up to the last full stop.
  var seriesCharts: [LineChart] {
    var groups: [(key: [String], series: [Series])] = []
    for one in series where !one.points.isEmpty {
      let parts = one.name.split(separator: ".", omittingEmptySubsequences: false)
      let key = [
        parts.count > 1 ? parts.dropLast().joined(separator: ".") : one.name.replacing(Self.suffix, with: ""),
        one.unit,
      ]
      if let place = groups.firstIndex(where: { $0.key == key }) {
        groups[place].series.append(one)
      } else {
        groups.append((key, [one]))
      }
    }
    return groups.map { key, series in
      let points = series.flatMap(\.points)
      return LineChart(
        title: key[0] + (key[1].isEmpty ? "" : " in \(key[1])"), x: .time(points.map(\.seconds)),
        y: .even(points.map(\.value)),
        lines: series.map { LineChart.Line(name: $0.name, points: $0.points.map { ($0.seconds, $0.value) }) })
    }
  }
}
