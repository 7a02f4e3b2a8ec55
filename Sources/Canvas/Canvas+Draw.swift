extension Canvas {
  /// Draws one line of text, clipped to the grid and to a rectangle in it.
  ///
  /// The text may start left of the clip, and may hold anything: see `TextWidth` for what is shown of it.
  /// - Returns: The columns used inside the clip.
  @discardableResult
  public mutating func draw(
    _ text: String, at point: Point, style: Style = .plain, within rect: Rect? = nil
  ) -> Int {
    draw([StyledText.Run(text, style: style)], at: point, within: rect)
  }

  /// Draws one line of styled text, clipped to the grid and to a rectangle in it; its links are remembered.
  /// - Returns: The columns used inside the clip.
  @discardableResult
  public mutating func draw(_ text: StyledText, at point: Point, within rect: Rect? = nil) -> Int {
    draw(text.runs, at: point, within: rect)
  }

  private mutating func draw(_ runs: [StyledText.Run], at point: Point, within rect: Rect?) -> Int {
    let clip = rect?.intersection(bounds) ?? bounds
    guard point.y >= clip.y && point.y < clip.maxY && point.x < clip.maxX else { return 0 }
    var x = point.x
    for run in runs where x < clip.maxX { x = draw(run, x: x, y: point.y, clip: clip) }
    return max(0, min(x, clip.maxX) - max(point.x, clip.x))
  }

  /// Draws a run up to the right edge of the clip.
  /// - Returns: The column after it, or one outside the clip.
  private mutating func draw(_ run: StyledText.Run, x: Int, y: Int, clip: Rect) -> Int {
    let (style, link) = (run.style, linkNumber(run.link))
    return TextScanner.scan(run.text) { scanner in
      var x = x
      while x < clip.maxX, let piece = scanner.next(most: clip.maxX - x) {
        switch piece {
        case .ascii(let bytes):
          rows[y].place(ascii: bytes, x: x, style: style, link: link, clip: clip.columns)
          x += bytes.count
        case .letter(let cluster):
          rows[y].place(cluster, x: x, style: style, link: link, clip: clip.columns)
          x += cluster.width
        case .other(let character):
          TextWidth.forEachCluster(of: character) { cluster in
            rows[y].place(cluster, x: x, style: style, link: link, clip: clip.columns)
            x += cluster.width
            return true
          }
        }
      }
      return x
    }
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
    if clip.isEmpty { return }
    for y in clip.rows { rows[y].fill(clip.columns, with: cluster, style: style) }
  }
}
