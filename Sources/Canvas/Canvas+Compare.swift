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
