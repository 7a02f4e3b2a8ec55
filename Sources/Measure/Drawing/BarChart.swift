import Canvas

/// The bars of a table: a panel for each column that is drawn, a bar for each row.
struct BarChart: Sendable {
  let table: Table

  private static let rowHeight = 22.0
  private static let longestName = 300.0
  /// Room for the number behind the longest bar.
  private static let numberWidth = 96.0

  /// The elements and their height; the first is drawn at the height 0.
  var elements: (height: Double, elements: [String]) {
    var y = 16.0
    var elements = [Self.text(table.title, "head", x: 0, y: y)]
    for (index, column) in table.drawnColumns.enumerated() {
      y += 24
      elements.append(Self.text(table.columns[column], "fine", x: namesWidth, y: y))
      y += 6
      let greatest = table.greatest(in: column)
      for row in table.rows {
        elements += bar(row, column, greatest: greatest, tone: index, y: y)
        y += Self.rowHeight
      }
    }
    return (y + 6, elements)
  }

  private func bar(_ row: [Table.Cell], _ column: Int, greatest: Double, tone: Int, y: Double) -> [String] {
    let room = LineChart.width - namesWidth - Self.numberWidth
    let name = Self.text(row.first?.words ?? "", "", x: 0, y: y + 15)
    let length = row[column].finite.map { max(1, max(0, $0) / greatest * room) } ?? 0
    let number = Self.text(row[column].words, "", x: namesWidth + length + (length > 0 ? 8 : 0), y: y + 15)
    guard length > 0 else { return [name, number] }
    let bar = MarkupElement("rect").with("class", ChartStyle.tone(tone)).with("x", namesWidth).with(
      "y", y + 4
    )
    .with("width", length).with("height", 14).empty
    return [name, bar, number]
  }

  /// How much the names of the rows take.
  private var namesWidth: Double {
    let longest = table.rows.compactMap { $0.first.map { ChartStyle.width(of: $0.words) } }.max() ?? 0
    return min(Self.longestName, longest + 16)
  }

  private static func text(_ words: String, _ style: String, x: Double, y: Double) -> String {
    MarkupElement("text").with("class", style).with("x", x).with("y", y).enclosing(text: words)
  }
}
