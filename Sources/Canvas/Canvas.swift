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

/// What a plain terminal draws as one unit: a spacing scalar and the zero-width marks on it.
struct Cluster: Hashable, Sendable {
  /// The marks a cell can hold; ncurses has five scalars in a `cchar_t`, the first of them the spacing one.
  static let mostMarks = 4

  let scalar: Unicode.Scalar
  /// 1 or 2 columns.
  let width: Int
  /// The marks' values, padded with zeros.
  private(set) var marks: SIMD4<UInt32> = .zero
  private var count = 0

  init(_ scalar: Unicode.Scalar, width: Int) {
    self.scalar = scalar
    self.width = width
  }

  static var space: Cluster { Cluster(" ", width: 1) }

  var hasMarks: Bool { count > 0 }

  /// Adds a mark; those beyond the fourth are not shown.
  mutating func add(_ mark: Unicode.Scalar) {
    guard count < Cluster.mostMarks else { return }
    marks[count] = mark.value
    count += 1
  }

  static func scalars(_ marks: SIMD4<UInt32>) -> [Unicode.Scalar] {
    (0..<mostMarks).compactMap { marks[$0] == 0 ? nil : Unicode.Scalar(marks[$0]) }
  }
}

/// Neighbouring cells of a row that lead to the same place.
public struct LinkedColumns: Hashable, Sendable {
  /// The columns.
  public internal(set) var columns: Range<Int>
  /// Where they lead: a URI, as it was drawn.
  public let target: String
}

extension Canvas {
  /// How many links were drawn, those drawn over included.
  public var linkCount: Int { targets.count }

  /// What a cell is linked to; nil for nothing, and outside the bounds.
  public func link(x: Int, y: Int) -> String? {
    guard !targets.isEmpty, bounds.contains(Point(x: x, y: y)) else { return nil }
    return target(rows[y].cells[x].link)
  }

  /// The linked stretches of a row, from left to right; neighbours that touch have different targets.
  /// - Precondition: The row lies within the bounds.
  /// - Complexity: O(1) on a canvas that no link was drawn on.
  public func links(row y: Int) -> [LinkedColumns] {
    if targets.isEmpty { return [] }
    var found: [LinkedColumns] = []
    for (x, cell) in row(y).enumerated() {
      guard let target = target(cell.link) else { continue }
      if let last = found.last, last.columns.upperBound == x, last.target == target {
        found[found.count - 1].columns = last.columns.lowerBound..<x + 1
      } else {
        found.append(LinkedColumns(columns: x..<x + 1, target: target))
      }
    }
    return found
  }

  /// The number for cells linked to a target; one line after the other of a wrapped link shares it.
  mutating func linkNumber(_ target: String?) -> UInt32 {
    guard let target else { return 0 }
    if targets.last != target { targets.append(target) }
    return UInt32(targets.count)
  }

  /// Whether a cell of this canvas and one of another lead to the same place.
  func hasSameLink(_ own: Cell, _ others: Cell, as other: Canvas) -> Bool {
    own.link | others.link == 0 || target(own.link) == other.target(others.link)
  }

  private func target(_ number: UInt32) -> String? {
    number == 0 ? nil : targets[Int(number) - 1]
  }
}
