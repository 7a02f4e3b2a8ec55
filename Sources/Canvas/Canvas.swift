/// A grid of styled cells that text is drawn on: what a screen should show, as a value.
///
/// Drawing is clipped to the grid and never leaves half of a wide character: the half that remains when the other is
/// clipped or overwritten becomes a space. A canvas of 200 × 50 takes 120 KB.
public struct Canvas: Hashable, Sendable {
  /// The number of columns and rows.
  public let size: Size
  /// Where the terminal's cursor is shown; nil hides it.
  public var cursor: Point?

  private var cells: [Cell]
  /// Combining marks by the index of their cell, for exactly those cells with `hasMarks`.
  private var marks: [Int: SIMD4<UInt32>] = [:]

  /// An empty canvas: plain spaces, no cursor.
  public init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank(.plain), count: size.width * size.height)
  }

  /// All of the grid.
  public var bounds: Rect { Rect(size: size) }

  /// The cell at a column and a row.
  /// - Precondition: The place lies within the bounds.
  public subscript(x: Int, y: Int) -> Cell {
    precondition(bounds.contains(Point(x: x, y: y)), "no such cell")
    return cells[y * size.width + x]
  }

  /// The combining marks of a cell, at most four; none outside the bounds.
  public func marks(x: Int, y: Int) -> [Unicode.Scalar] {
    guard bounds.contains(Point(x: x, y: y)) else { return [] }
    return marks[y * size.width + x].map(Cluster.scalars) ?? []
  }

  /// The rows that differ from those of another canvas; all of them without one or if the sizes differ.
  /// - Complexity: O(cells); about 20 µs for 200 × 50.
  public func changedRows(since other: Canvas?) -> [Int] {
    guard let other, other.size == size else { return Array(0..<size.height) }
    return (0..<size.height).filter { !hasSameRow($0, as: other) }
  }

  private func hasSameRow(_ y: Int, as other: Canvas) -> Bool {
    let range = y * size.width..<(y + 1) * size.width
    guard cells[range] == other.cells[range] else { return false }
    if marks.isEmpty { return true }
    return range.allSatisfy { !cells[$0].hasMarks || marks[$0] == other.marks[$0] }
  }

  /// Shows a cluster at a place; of a wide one that the clip cuts, the half inside becomes a space.
  /// - Precondition: The clip lies within the bounds and has the row `y`.
  mutating func place(_ cluster: Cluster, x: Int, y: Int, style: Style, clip: Rect) {
    let first = max(x, clip.x)
    let end = min(x + cluster.width, clip.maxX)
    guard first < end else { return }
    let row = y * size.width
    clear(first..<end, row: row)
    guard end - first == cluster.width else {
      cells[row + first] = .blank(style)
      return
    }
    cells[row + first] = Cell(cluster, style: style)
    if cluster.width == 2 { cells[row + first + 1] = .tail(style) }
    if cluster.hasMarks { marks[row + first] = cluster.marks }
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

  /// Changes the style of cells; a wide character belongs to the rectangle that has its left half.
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let clip = rect.intersection(bounds)
    for y in clip.y..<clip.maxY {
      let row = y * size.width
      for index in row + clip.x..<row + clip.maxX where !cells[index].isTail {
        cells[index].style = change(cells[index].style)
        if cells[index].isWide { cells[index + 1].style = cells[index].style }
      }
    }
  }
}
