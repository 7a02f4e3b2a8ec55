/// A grid of styled cells that text is drawn on: what a screen should show, as a value.
///
/// Drawing is clipped to the grid and never leaves half of a wide character: the half that remains when the other is
/// clipped or overwritten becomes a space. A canvas of 200 × 50 takes 120 KB; a copy takes as much as it is drawn on.
public struct Canvas: Sendable {
  /// The number of columns and rows.
  public let size: Size
  /// Where the terminal's cursor is shown; nil hides it.
  public var cursor: Point?

  /// From top to bottom.
  var rows: [Row]
  /// What cells are linked to, in the order of drawing; those of links drawn over remain.
  var targets: [String] = []

  /// An empty canvas: plain spaces, no cursor.
  public init(size: Size) {
    self.size = size
    rows = Array(repeating: Row(width: size.width), count: size.height)
  }

  /// All of the grid.
  public var bounds: Rect { Rect(size: size) }

  /// The cell at a column and a row.
  /// - Precondition: The place lies within the bounds.
  public subscript(x: Int, y: Int) -> Cell {
    precondition(bounds.contains(Point(x: x, y: y)), "no such cell")
    return rows[y].cells[x]
  }

  /// The cells of a row.
  /// - Precondition: The row lies within the bounds.
  public func row(_ y: Int) -> [Cell] {
    rows[y].cells
  }

  /// The combining marks of a cell, at most four; none outside the bounds.
  public func marks(x: Int, y: Int) -> [Unicode.Scalar] {
    guard bounds.contains(Point(x: x, y: y)) else { return [] }
    return rows[y].marks[x].map(Cluster.scalars) ?? []
  }

  /// Changes the style of cells; a wide character belongs to the rectangle that has its left half.
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let clip = rect.intersection(bounds)
    if clip.isEmpty { return }
    for y in clip.rows { rows[y].restyle(clip.columns, change) }
  }
}
