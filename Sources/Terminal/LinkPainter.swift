import Canvas

/// Makes links of cells that ncurses has drawn, by drawing them again: ncurses knows no links.
///
/// ncurses sends only cells that look different, and so would leave the link of a cell that looks as it did. So all
/// links of a row that has changed are drawn, and those of its cells that have lost theirs and look the same.
struct LinkPainter {
  /// What VTE takes.
  private static let mostBytes = 2_083
  private static let end = "\u{1B}]8;;\u{1B}\\"

  let colorMode: ColorMode
  let glyphs: Glyphs

  /// The bytes for some rows of a canvas on a terminal; empty if there is nothing to do.
  ///
  /// Cursor and attributes are saved before and restored after, for ncurses keeps account of them.
  /// - Parameters:
  ///   - size: The terminal's; what is outside it is not drawn.
  ///   - shown: What the terminal showed before; nil if it was cleared.
  func sequence(rows: some Sequence<Int>, of canvas: Canvas, in size: Size, since shown: Canvas?) -> String {
    let shown = shown?.size == canvas.size ? shown : nil
    var bytes = ""
    for y in rows where y < size.height {
      for linked in canvas.links(row: y) where Self.isSendable(linked.target) {
        let columns = linked.columns.clamped(to: 0..<size.width)
        bytes += drawn(columns, y, canvas, between: Self.start(linked.target), and: Self.end)
      }
      for linked in shown?.links(row: y) ?? [] {
        for x in linked.columns.clamped(to: 0..<size.width) where isLeft(x, y, shown, canvas) {
          let end = min(x + canvas[x, y].width, size.width)
          bytes += drawn(x..<end, y, canvas, between: "", and: "")
        }
      }
    }
    return bytes.isEmpty ? "" : "\u{1B}7\(bytes)\u{1B}8"
  }

  /// Whether a cell has lost its link and nothing else.
  private func isLeft(_ x: Int, _ y: Int, _ shown: Canvas?, _ canvas: Canvas) -> Bool {
    let isLinked = canvas.link(x: x, y: y).map(Self.isSendable) ?? false
    return !isLinked && shown?[x, y] == canvas[x, y]
  }

  private func drawn(
    _ columns: Range<Int>, _ y: Int, _ canvas: Canvas, between start: String, and end: String
  ) -> String {
    var text = ""
    var style: Style?
    for x in columns {
      let cell = canvas[x, y]
      if cell.width == 0 || x + cell.width > columns.upperBound { continue }
      if cell.style != style { text += colorMode.rendition(of: cell.style) }
      style = cell.style
      text.unicodeScalars.append(contentsOf: glyphs.scalars(of: cell, canvas.marks(x: x, y: y)))
    }
    return text.isEmpty ? "" : "\u{1B}[\(y + 1);\(columns.lowerBound + 1)H\(start)\(text)\(end)"
  }

  /// Cells of one id and target are shown as one link, be they on several rows.
  private static func start(_ target: String) -> String {
    // FNV-1a: the same in every frame, since not all rows are sent again.
    let id = target.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return "\u{1B}]8;id=\(String(id, radix: 16));\(target)\u{1B}\\"
  }

  private static func isSendable(_ target: String) -> Bool {
    (1...mostBytes).contains(target.utf8.count) && target.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}
