import Canvas

/// Columns of text, aligned; what is in them may come from anywhere, and is made harmless to a terminal.
public struct TextTable: Sendable {
  private let head: [String]
  private let rows: [[String]]

  /// Creates a table; every row has as many cells as the head.
  public init(head: [String], rows: [[String]]) {
    self.head = head
    self.rows = rows.map { $0.map { Sanitizer.line($0) } }
  }

  /// The head and a line for each row.
  public var text: String {
    let all = [head] + rows
    let widths = head.indices.map { column in all.map { TextWidth.width($0[column]) }.max() ?? 0 }
    let lines = all.map { row in
      let cells = zip(row, widths).map { TextWidth.padded($0, to: $1) }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
    return lines.joined(separator: "\n")
  }
}
