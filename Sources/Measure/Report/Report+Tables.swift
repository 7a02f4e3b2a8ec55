extension Report {
  /// The figures as tables: a row for each histogram, and for each figure beside.
  ///
  /// When two reports are compared, every figure has a row.
  var figureTables: [Table] {
    if figures.contains(where: { $0.other != nil }) { return [comparison] }
    let single = figures.filter { figure in
      guard let part = figure.histogramPart else { return true }
      return histogram(part.histogram) == nil
    }
    return [durations, Self.list(single)].filter { !$0.rows.isEmpty }
  }

  /// All histograms in milliseconds.
  private var durations: Table {
    let shown = HistogramFigure.allCases
    return Table(
      title: "Durations in ms", columns: [""] + shown.map(\.rawValue),
      rows: histograms.map { named in
        let values = shown.map { $0.value(in: named.histogram) / ($0 == .count ? 1 : 1_000) }
        return [.text(named.name)] + values.map(Table.Cell.number)
      })
  }

  private static func list(_ figures: [Figure]) -> Table {
    Table(
      title: "Figures", columns: ["", "value", "unit", ""],
      rows: figures.map {
        [.text($0.name), .number($0.value), .text($0.unit), .text($0.title == $0.name ? "" : $0.title)]
      })
  }

  private var comparison: Table {
    Table(
      title: "Compared", columns: ["", "this", "other", "unit", "ratio"],
      rows: figures.map { figure in
        let other = figure.other.map(Table.Cell.number) ?? "–"
        let ratio = figure.ratio.map(Table.Cell.number) ?? "–"
        return [.text(figure.name), .number(figure.value), other, .text(figure.unit), ratio]
      })
  }
}

extension Figure {
  /// This by the other; nil if that cannot be said.
  var ratio: Double? {
    guard let other, other != 0, other.isFinite, value.isFinite else { return nil }
    return value / other
  }
}
