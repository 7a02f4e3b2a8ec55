extension Canvas {
  /// The grid as plain text: a line a row, without the spaces at its end.
  public var text: String {
    (0..<size.height).map(rowText).joined(separator: "\n")
  }

  /// The styles as plain text: a letter a cell, and below the grid what each letter means.
  ///
  /// Plain cells are spaces; the other styles are a, b, … in the order in which they first appear, row by row. Spaces
  /// at the end of a line are left out.
  public var styleMap: String {
    var legend: [Style] = []
    var lines = (0..<size.height).map { y in
      trimmed((0..<size.width).map { letter(of: self[$0, y].style, in: &legend) }[...])
    }
    for (index, style) in legend.enumerated() { lines.append("\(letter(index)): \(style)") }
    return lines.joined(separator: "\n")
  }

  private func rowText(_ y: Int) -> String {
    var row: [Unicode.Scalar] = []
    for x in 0..<size.width where !self[x, y].isTail {
      row.append(self[x, y].scalar)
      if self[x, y].hasMarks { row += marks(x: x, y: y) }
    }
    return trimmed(row[...])
  }

  private func letter(of style: Style, in legend: inout [Style]) -> Unicode.Scalar {
    if style == .plain { return " " }
    if let index = legend.firstIndex(of: style) { return letter(index) }
    legend.append(style)
    return letter(legend.count - 1)
  }

  /// The letter of a style: a to z, then A to Z, then the last one for all others.
  private func letter(_ index: Int) -> Unicode.Scalar {
    let first = UInt8(ascii: index < 26 ? "a" : "A")
    return Unicode.Scalar(first + UInt8(index < 26 ? index : min(index - 26, 25)))
  }

  private func trimmed(_ row: ArraySlice<Unicode.Scalar>) -> String {
    let end = row.lastIndex { $0 != " " }.map { $0 + 1 } ?? row.startIndex
    return String(String.UnicodeScalarView(row[..<end]))
  }
}

extension Canvas {
  /// The rows that differ from those of another canvas; all of them without one or if the sizes differ.
  /// - Complexity: O(rows), and O(columns) for each row that was drawn on since one canvas was made from the other.
  public func changedRows(since other: Canvas?) -> [Int] {
    guard let other, other.size == size else { return Array(0..<size.height) }
    return (0..<size.height).filter { !hasSameRow($0, as: other) }
  }

  /// From the first to the last column of a row that differ from those of another canvas, and the whole of each
  /// character that they are part of in either; all columns without another canvas or if the sizes differ.
  /// - Precondition: The row lies within the bounds.
  /// - Complexity: O(columns)
  public func changedColumns(ofRow y: Int, since other: Canvas?) -> Range<Int> {
    guard let other, other.size == size else { return 0..<size.width }
    let (own, others) = (rows[y].cells, other.rows[y].cells)
    var (first, end) = (0, size.width)
    while first < end, hasSameCell(own[first], others[first], x: first, y: y, as: other) { first += 1 }
    while first < end, hasSameCell(own[end - 1], others[end - 1], x: end - 1, y: y, as: other) { end -= 1 }
    if first == end { return first..<first }
    while own[first].isTail || others[first].isTail { first -= 1 }
    while own[end - 1].isWide || others[end - 1].isWide { end += 1 }
    return first..<end
  }

  private func hasSameRow(_ y: Int, as other: Canvas) -> Bool {
    rows[y].isShared(with: other.rows[y]) || changedColumns(ofRow: y, since: other).isEmpty
  }

  private func hasSameCell(_ own: Cell, _ others: Cell, x: Int, y: Int, as other: Canvas) -> Bool {
    own == others && (!own.hasMarks || rows[y].marks[x] == other.rows[y].marks[x])
      && hasSameLink(own, others, as: other)
  }
}

extension Canvas: Hashable {
  /// Whether two canvases show the same, with the same links.
  public static func == (first: Canvas, second: Canvas) -> Bool {
    first.size == second.size && first.cursor == second.cursor && first.changedRows(since: second).isEmpty
  }

  /// Hashes what is shown, without the links.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(size)
    hasher.combine(cursor)
    hasher.combine(rows)
  }
}
