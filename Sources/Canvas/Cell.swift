/// What one cell of the grid shows: a scalar and a style, and the number of a link, in twelve bytes.
///
/// A wide scalar fills a lead cell of width 2 and the cell to its right, whose width is 0. Combining marks are rare
/// and lie in a table of the canvas; see `Canvas.marks(x:y:)`. Cells are equal if they look the same: the number of a
/// link means something only in its canvas; see `Canvas.link(x:y:)`.
public struct Cell: Hashable, Sendable {
  private static let wideFlag: UInt32 = 1 << 24
  private static let tailFlag: UInt32 = 1 << 25
  private static let marksFlag: UInt32 = 1 << 26

  /// The scalar in the low 21 bits, and the flags.
  private let content: UInt32
  /// How the cell looks.
  public internal(set) var style: Style
  /// Which of the canvas's targets the cell is linked to, counted from 1; 0 for none.
  let link: UInt32

  private init(content: UInt32, style: Style, link: UInt32) {
    self.content = content
    self.style = style
    self.link = link
  }

  init(_ cluster: Cluster, style: Style, link: UInt32) {
    var content = cluster.scalar.value
    if cluster.width == 2 { content |= Cell.wideFlag }
    if cluster.hasMarks { content |= Cell.marksFlag }
    self.init(content: content, style: style, link: link)
  }

  init(ascii byte: UInt8, style: Style, link: UInt32) {
    self.init(content: UInt32(byte), style: style, link: link)
  }

  static func blank(_ style: Style) -> Cell { Cell(content: 0x20, style: style, link: 0) }

  /// The right half of a wide cell.
  static func tail(_ style: Style, link: UInt32) -> Cell {
    Cell(content: 0x20 | tailFlag, style: style, link: link)
  }

  /// Whether two cells look the same.
  public static func == (first: Cell, second: Cell) -> Bool {
    (first.content ^ second.content) | (first.style.bits ^ second.style.bits) == 0
  }

  /// Hashes the look.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(content)
    hasher.combine(style)
  }

  /// The spacing scalar shown; a space in the right half of a wide cell.
  public var scalar: Unicode.Scalar {
    Unicode.Scalar(content & 0x1F_FFFF) ?? "\u{FFFD}"
  }

  /// How many columns the scalar takes from here: 2 for a wide one, 0 for the right half of a wide one, else 1.
  public var width: Int {
    if content & (Cell.wideFlag | Cell.tailFlag) == 0 { return 1 }
    return isTail ? 0 : 2
  }

  /// Whether combining marks belong to the cell.
  public var hasMarks: Bool { content & Cell.marksFlag != 0 }

  var isTail: Bool { content & Cell.tailFlag != 0 }
  var isWide: Bool { content & Cell.wideFlag != 0 }
}
