/// One row of a canvas.
///
/// The rows of a canvas are values of their own, so that a canvas made from another one shares with it all rows that
/// it has not drawn on: they are neither copied nor compared.
struct Row: Sendable, Hashable {
  private(set) var cells: [Cell]
  /// Combining marks by the column of their cell, for exactly those cells with `hasMarks`.
  private(set) var marks: [Int: SIMD4<UInt32>] = [:]

  /// A row of plain spaces.
  init(width: Int) {
    cells = Array(repeating: .blank(.plain), count: width)
  }

  /// Shows a cluster at a column; of a wide one that the clip cuts, the half inside becomes a space.
  /// - Precondition: The clip lies within the row.
  mutating func place(_ cluster: Cluster, x: Int, style: Style, link: UInt32, clip: Range<Int>) {
    let columns = Self.columns(x, width: cluster.width, clip: clip)
    if columns.isEmpty { return }
    clear(columns)
    let first = columns.lowerBound
    guard columns.count == cluster.width else {
      cells[first] = .blank(style)
      return
    }
    cells[first] = Cell(cluster, style: style, link: link)
    if cluster.width == 2 { cells[first + 1] = .tail(style, link: link) }
    if cluster.hasMarks { marks[first] = cluster.marks }
  }

  /// Shows printable ASCII, a cell a byte.
  /// - Precondition: The clip lies within the row.
  mutating func place(
    ascii bytes: UnsafeBufferPointer<UInt8>, x: Int, style: Style, link: UInt32, clip: Range<Int>
  ) {
    let columns = Self.columns(x, width: bytes.count, clip: clip)
    if columns.isEmpty { return }
    clear(columns)
    cells.withUnsafeMutableBufferPointer { cells in
      for column in columns { cells[column] = Cell(ascii: bytes[column - x], style: style, link: link) }
    }
  }

  /// Shows copies of a cluster; nothing is written where there are only such already.
  /// - Precondition: The columns lie within the row.
  mutating func fill(_ columns: Range<Int>, with cluster: Cluster, style: Style) {
    guard cluster.width == 1 && !cluster.hasMarks else {
      for x in stride(from: columns.lowerBound, to: columns.upperBound, by: cluster.width) {
        place(cluster, x: x, style: style, link: 0, clip: columns)
      }
      return
    }
    let cell = Cell(cluster, style: style, link: 0)
    if cells[columns].allSatisfy({ $0 == cell && $0.link == 0 }) { return }
    clear(columns)
    cells.withUnsafeMutableBufferPointer { $0[columns].update(repeating: cell) }
  }

  /// Changes the style of cells; a wide character belongs to the columns that have its left half.
  /// - Precondition: The columns lie within the row.
  mutating func restyle(_ columns: Range<Int>, _ change: (Style) -> Style) {
    for column in columns where !cells[column].isTail {
      cells[column].style = change(cells[column].style)
      if cells[column].isWide { cells[column + 1].style = cells[column].style }
    }
  }

  /// Whether neither of two rows was drawn on since one was made from the other.
  func isShared(with other: Row) -> Bool {
    cells.withUnsafeBufferPointer { own in
      other.cells.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
    }
  }

  private static func columns(_ x: Int, width: Int, clip: Range<Int>) -> Range<Int> {
    (x..<x + width).clamped(to: clip)
  }

  /// Forgets the marks of cells about to be overwritten and makes a space of what is left of wide ones.
  private mutating func clear(_ columns: Range<Int>) {
    let last = columns.upperBound - 1
    if cells[columns.lowerBound].isTail { blank(columns.lowerBound - 1) }
    if cells[last].isWide { blank(last + 1) }
    guard !marks.isEmpty else { return }
    for column in columns where cells[column].hasMarks { marks[column] = nil }
  }

  private mutating func blank(_ column: Int) {
    if cells[column].hasMarks { marks[column] = nil }
    cells[column] = .blank(cells[column].style)
  }
}
