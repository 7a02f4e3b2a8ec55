extension Canvas {
  /// Draws one line of text, clipped to the grid and to a rectangle in it.
  ///
  /// The text may start left of the clip, and may hold anything: see `TextWidth` for what is shown of it.
  /// - Returns: The columns used inside the clip.
  @discardableResult
  public mutating func draw(
    _ text: String, at point: Point, style: Style = .plain, within rect: Rect? = nil
  ) -> Int {
    let clip = rect?.intersection(bounds) ?? bounds
    guard point.y >= clip.y && point.y < clip.maxY && point.x < clip.maxX else { return 0 }
    var x = point.x
    TextWidth.forEachCluster(in: text) { cluster in
      place(cluster, x: x, y: point.y, style: style, clip: clip)
      x += cluster.width
      return x < clip.maxX
    }
    return max(0, min(x, clip.maxX) - max(point.x, clip.x))
  }

  /// Draws one line of styled text, clipped to the grid and to a rectangle in it.
  /// - Returns: The columns used inside the clip.
  @discardableResult
  public mutating func draw(_ text: StyledText, at point: Point, within rect: Rect? = nil) -> Int {
    let clip = rect?.intersection(bounds) ?? bounds
    var used = 0
    var x = point.x
    for run in text.runs where x < clip.maxX {
      used += draw(run.text, at: Point(x: x, y: point.y), style: run.style, within: clip)
      x += TextWidth.width(run.text)
    }
    return used
  }

  /// Draws text that ends at the right edge of a rectangle, on its first row: badges, times, hints.
  ///
  /// Text wider than the rectangle is truncated.
  /// - Returns: What is left of that row to the left of the text.
  @discardableResult
  public mutating func drawTrailing(_ text: StyledText, in rect: Rect) -> Rect {
    let text = text.truncated(to: rect.width)
    let (right, rest) = rect.row(0).splitRight(text.width)
    draw(text, at: right.origin, within: right)
    return rest
  }

  /// Shows one grapheme.
  public mutating func put(_ character: Character, at point: Point, style: Style = .plain) {
    draw(String(character), at: point, style: style)
  }

  /// Fills a rectangle with copies of a grapheme.
  public mutating func fill(_ rect: Rect, style: Style = .plain, with character: Character = " ") {
    let clip = rect.intersection(bounds)
    var cluster = Cluster.space
    TextWidth.forEachCluster(of: character) { first in
      cluster = first
      return false
    }
    for y in clip.y..<clip.maxY {
      for x in stride(from: clip.x, to: clip.maxX, by: cluster.width) {
        place(cluster, x: x, y: y, style: style, clip: clip)
      }
    }
  }
}
