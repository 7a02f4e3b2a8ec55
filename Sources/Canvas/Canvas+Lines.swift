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
