/// A box with texts in its border: `┌ header ─── trailing ┐`, and the same below.
public struct TitledBox: Hashable, Sendable {
  /// At the left of the upper border.
  public var header: StyledText
  /// At the right of the upper border.
  public var trailingHeader: StyledText
  /// At the left of the lower border.
  public var footer: StyledText
  /// At the right of the lower border.
  public var trailingFooter: StyledText
  /// The look of the border; the texts have their own.
  public var style: Style
  /// The characters of the border.
  public var lines: LineSet

  /// A box with the texts given.
  public init(
    header: StyledText = "", trailingHeader: StyledText = "", footer: StyledText = "",
    trailingFooter: StyledText = "", style: Style = .plain, lines: LineSet = .unicode
  ) {
    self.header = header
    self.trailingHeader = trailingHeader
    self.footer = footer
    self.trailingFooter = trailingFooter
    self.style = style
    self.lines = lines
  }

  /// Draws the border and its texts.
  ///
  /// Where both texts of a border do not fit, the left one is truncated first.
  /// - Returns: The inside.
  @discardableResult
  public func draw(on canvas: inout Canvas, in rect: Rect) -> Rect {
    canvas.box(rect, style: style, lines: lines)
    guard rect.width > 1 && rect.height > 1 else {
      return Rect(origin: rect.origin, size: Size(width: 0, height: 0))
    }
    let edges = rect.inset(horizontal: 1)
    draw(header, trailingHeader, in: edges.row(0), on: &canvas)
    draw(footer, trailingFooter, in: edges.row(rect.height - 1), on: &canvas)
    return rect.inset()
  }

  private func draw(_ leading: StyledText, _ trailing: StyledText, in edge: Rect, on canvas: inout Canvas) {
    var rest = edge
    if !trailing.isEmpty && edge.width > 2 {
      rest = canvas.drawTrailing(padded(trailing, in: edge), in: edge).splitRight(1).rest
    }
    if !leading.isEmpty && rest.width > 2 {
      canvas.draw(padded(leading, in: rest), at: rest.origin, within: rest)
    }
  }

  private func padded(_ text: StyledText, in edge: Rect) -> StyledText {
    StyledText(" ", style: style) + text.truncated(to: edge.width - 2) + StyledText(" ", style: style)
  }
}

/// The characters that lines and boxes are drawn with.
public struct LineSet: Hashable, Sendable {
  /// A horizontal line.
  public let horizontal: Character
  /// A vertical line.
  public let vertical: Character
  /// The upper left corner of a box.
  public let topLeft: Character
  /// The upper right corner of a box.
  public let topRight: Character
  /// The lower left corner of a box.
  public let bottomLeft: Character
  /// The lower right corner of a box.
  public let bottomRight: Character

  /// Light box-drawing characters.
  public static let unicode = LineSet(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘")

  /// For terminals without UTF-8.
  public static let ascii = LineSet(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+")
}

extension Canvas {
  /// Draws a line from a cell to the right.
  public mutating func horizontalLine(
    at point: Point, length: Int, style: Style = .plain, lines: LineSet = .unicode
  ) {
    fill(
      Rect(x: point.x, y: point.y, width: length, height: 1), style: style, with: lines.horizontal)
  }

  /// Draws a line from a cell downwards.
  public mutating func verticalLine(
    at point: Point, length: Int, style: Style = .plain, lines: LineSet = .unicode
  ) {
    fill(Rect(x: point.x, y: point.y, width: 1, height: length), style: style, with: lines.vertical)
  }

  /// Draws the border of a rectangle and leaves its inside alone; nothing if it is less than 2 × 2.
  public mutating func box(_ rect: Rect, style: Style = .plain, lines: LineSet = .unicode) {
    guard rect.width > 1 && rect.height > 1 else { return }
    let right = rect.maxX - 1
    let bottom = rect.maxY - 1
    for y in [rect.y, bottom] {
      horizontalLine(at: Point(x: rect.x, y: y), length: rect.width, style: style, lines: lines)
    }
    for x in [rect.x, right] {
      verticalLine(at: Point(x: x, y: rect.y), length: rect.height, style: style, lines: lines)
    }
    put(lines.topLeft, at: rect.origin, style: style)
    put(lines.topRight, at: Point(x: right, y: rect.y), style: style)
    put(lines.bottomLeft, at: Point(x: rect.x, y: bottom), style: style)
    put(lines.bottomRight, at: Point(x: right, y: bottom), style: style)
  }
}
