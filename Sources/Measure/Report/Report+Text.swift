import Canvas

extension Report {
  /// The report for a terminal: where it comes from, figures, tables with bars, and the verdicts last.
  public func text() -> String {
    let tables = (figureTables + tables).map(TableLines.init).map(\.text)
    let sentences = verdicts.map { "\($0.holds ? "✓" : "✗") \(Sanitizer.line($0.sentence))" }
    let parts = [head] + tables + [sentences.joined(separator: "\n")]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    let facts = (machine + settings).map { "\($0.name): \($0.value)" }
    let lines = [moment] + facts + ["to repeat it: \(command)"]
    return ([title] + lines.map { "  \($0)" }).map { Sanitizer.line($0) }.joined(separator: "\n")
  }

  /// When it was, and how long it took.
  var moment: String { seconds > 0 ? "\(startedAt), \(seconds.words) s" : startedAt }
}

/// A table for a terminal: numbers at the right, each with its bar if its column is drawn.
private struct TableLines {
  let table: Table

  /// The longest bar in characters.
  private static let barWidth = 12

  var text: String {
    let columns = table.columns.indices.map(column)
    let rows = table.rows.indices.map { row in columns.map { $0.cells[row] } }
    return Sanitizer.line(table.title) + "\n" + TextTable(head: columns.map(\.head), rows: rows).text
  }

  private func column(_ column: Int) -> (head: String, cells: [String]) {
    let cells = table.rows.map { $0[column] }
    // Before they are aligned.
    let words = cells.map { Sanitizer.line($0.words) }
    let head = Sanitizer.line(table.columns[column])
    guard table.isNumeric(column) else { return (head, words) }
    let isDrawn = table.drawnColumns.contains(column)
    let width = (words + (isDrawn ? [] : [head])).map { TextWidth.width($0) }.max() ?? 0
    let greatest = table.greatest(in: column)
    let lines = zip(cells, words).map { cell, words in
      let padded = Self.right(words, width)
      guard isDrawn, let number = cell.finite, number > 0 else { return padded }
      let length = Int((number / greatest * Double(Self.barWidth)).rounded(.up))
      return "\(padded) \(String(repeating: "█", count: length))"
    }
    return (isDrawn ? head : Self.right(head, width), lines)
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - TextWidth.width(text))) + text
  }
}
