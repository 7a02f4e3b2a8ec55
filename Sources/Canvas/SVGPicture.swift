/// A canvas as a picture: a standalone SVG document that shows a terminal's window.
///
/// Columns line up whatever fonts its viewer has: a run of letters is fitted to its columns, any other character stands
/// alone in the middle of its cell, and the lines of boxes are drawn, not written. The same canvas, title and palette
/// give the same bytes. There are at most two elements a cell, and twelve for the window.
public struct SVGPicture: Sendable {
  /// What is shown.
  public let canvas: Canvas
  /// The words in the bar of the window; they are made harmless and cut to its width.
  public let title: String
  /// The colours.
  public let palette: SVGPalette

  /// The width of a cell in pixels: 0.6 of the font's size, as monospace fonts have it.
  static let cellWidth = 8.4
  /// The height of a cell.
  static let cellHeight = 18.0
  static let fontSize = 14.0
  /// The distance of a letter's foot from the upper edge of its row.
  static let baseline = 13.5
  static let padding = 12.0
  static let barHeight = 30.0

  /// A picture of a canvas.
  public init(_ canvas: Canvas, title: String = "", palette: SVGPalette = .dark) {
    self.canvas = canvas
    self.title = title
    self.palette = palette
  }

  var width: Double { Double(canvas.size.width) * Self.cellWidth + 2 * Self.padding }
  var height: Double { Double(canvas.size.height) * Self.cellHeight + 2 * Self.padding + Self.barHeight }

  /// The document.
  /// - Complexity: O(cells), with some 150 bytes for each run of text.
  public var document: String {
    // Half a pixel on each side for the outline.
    MarkupElement("svg").with("xmlns", "http://www.w3.org/2000/svg")
      .with("width", width + 1).with("height", height + 1)
      .with("viewBox", "-0.5 -0.5 \(MarkupElement.number(width + 1)) \(MarkupElement.number(height + 1))")
      .enclosing(window + [screen])
  }

  private var screen: String {
    let origin =
      "translate(\(MarkupElement.number(Self.padding)) \(MarkupElement.number(Self.barHeight + Self.padding)))"
    let fonts = "ui-monospace, 'JetBrains Mono', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
    return MarkupElement("g").with("transform", origin).with("font-family", fonts)
      .with("font-size", Self.fontSize).with("fill", palette.foreground).with("xml:space", "preserve")
      .enclosing(backgrounds + boxLines + texts + cursor)
  }

  private var cursor: [String] {
    guard let cursor = canvas.cursor, canvas.bounds.contains(cursor) else { return [] }
    return [
      MarkupElement("rect").with("x", Double(cursor.x) * Self.cellWidth)
        .with("y", Double(cursor.y) * Self.cellHeight + 1)
        .with("width", 2).with("height", Self.cellHeight - 2).empty
    ]
  }
}
