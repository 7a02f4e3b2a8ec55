import Foundation
import Measure

/// A report for a terminal: where it comes from, its tables with bars, and what did not come true.
struct ReportLines {
  let report: Report

  /// The longest bar in characters.
  private static let barWidth = 12

  var text: String {
    let facts = (report.machine + report.settings).map { "  \($0.name): \($0.value)" }
    let head = [report.title] + facts + ["  to repeat it: \(report.command)"]
    let failed = report.verdicts.filter { !$0.holds }.map { "✗ \($0.sentence)" }
    let parts = [head.joined(separator: "\n")] + report.tables.map(text) + failed
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func text(_ table: Table) -> String {
    let columns = table.columns.indices.map { column in
      self.column(table.rows.map { $0[column] }, drawn: table.bars.contains(column))
    }
    let rows = table.rows.indices.map { row in columns.map { $0[row] } }
    return table.title + "\n" + TextTable(head: table.columns, rows: rows).text
  }

  /// The cells of a column, numbers at the right, each with its bar if the column is `drawn`.
  private func column(_ cells: [Table.Cell], drawn: Bool) -> [String] {
    let texts = cells.map(Self.words)
    let width = texts.map(\.count).max() ?? 0
    let greatest = cells.compactMap(Self.number).max() ?? 0
    return zip(cells, texts).map { cell, text in
      guard let number = Self.number(cell) else { return text }
      let padded = String(repeating: " ", count: width - text.count) + text
      guard drawn, greatest > 0 else { return padded }
      let length = Int((number / greatest * Double(Self.barWidth)).rounded(.up))
      return "\(padded) \(String(repeating: "█", count: max(0, length)))"
    }
  }

  private static func number(_ cell: Table.Cell) -> Double? {
    if case .number(let number) = cell { number } else { nil }
  }

  private static func words(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): text
    case .number(let number) where !number.isFinite: "–"
    case .number(let number) where number == number.rounded(): String(Int(number))
    case .number(let number):
      // Three digits that count, and all before the point.
      String(
        format: abs(number) < 1 ? "%.3f" : abs(number) < 10 ? "%.2f" : abs(number) < 100 ? "%.1f" : "%.0f",
        number)
    }
  }
}
