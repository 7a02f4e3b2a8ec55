extension Canvas {
  /// Shows a cluster at a place; of a wide one that the clip cuts, the half inside becomes a space.
  /// - Precondition: The clip lies within the bounds and has the row `y`.
  mutating func place(_ cluster: Cluster, x: Int, y: Int, style: Style, link: UInt32, clip: Rect) {
    let first = max(x, clip.x)
    let end = min(x + cluster.width, clip.maxX)
    guard first < end else { return }
    let row = y * size.width
    clear(first..<end, row: row)
    guard end - first == cluster.width else {
      cells[row + first] = .blank(style)
      return
    }
    cells[row + first] = Cell(cluster, style: style, link: link)
    if cluster.width == 2 { cells[row + first + 1] = .tail(style, link: link) }
    if cluster.hasMarks { marks[row + first] = cluster.marks }
  }

  /// Shows printable ASCII, a cell a byte.
  /// - Precondition: The clip lies within the bounds and has the row `y`.
  mutating func place(
    ascii bytes: UnsafeBufferPointer<UInt8>, x: Int, y: Int, style: Style, link: UInt32, clip: Rect
  ) {
    let first = max(x, clip.x)
    let end = min(x + bytes.count, clip.maxX)
    guard first < end else { return }
    let row = y * size.width
    clear(first..<end, row: row)
    cells.withUnsafeMutableBufferPointer { cells in
      for column in first..<end {
        cells[row + column] = Cell(ascii: bytes[column - x], style: style, link: link)
      }
    }
  }

  /// Shows copies of a cluster of one column and no marks, in all of a rectangle.
  /// - Precondition: The clip lies within the bounds.
  mutating func placeCopies(of cluster: Cluster, style: Style, clip: Rect) {
    if clip.isEmpty { return }
    let cell = Cell(cluster, style: style, link: 0)
    for y in clip.y..<clip.maxY {
      let row = y * size.width
      clear(clip.x..<clip.maxX, row: row)
      cells.withUnsafeMutableBufferPointer { $0[row + clip.x..<row + clip.maxX].update(repeating: cell) }
    }
  }

  /// Forgets the marks of cells about to be overwritten and makes a space of what is left of wide ones.
  private mutating func clear(_ columns: Range<Int>, row: Int) {
    let first = row + columns.lowerBound
    let last = row + columns.upperBound - 1
    if cells[first].isTail { blank(first - 1) }
    if cells[last].isWide { blank(last + 1) }
    guard !marks.isEmpty else { return }
    for index in first...last where cells[index].hasMarks { marks[index] = nil }
  }

  private mutating func blank(_ index: Int) {
    if cells[index].hasMarks { marks[index] = nil }
    cells[index] = .blank(cells[index].style)
  }
}
