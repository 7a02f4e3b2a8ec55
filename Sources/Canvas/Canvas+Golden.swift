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
