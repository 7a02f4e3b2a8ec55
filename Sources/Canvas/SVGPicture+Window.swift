extension SVGPicture {
  private static let radius = 9.0
  /// The room that the dots take at the left; the title leaves the same at the right.
  private static let dotsWidth = 64.0
  /// The width of a letter of the title, on average and a little more.
  private static let titleLetter = 7.5

  /// The window without what it shows: its ground, the bar with the title, and the outline.
  var window: [String] {
    let ground = MarkupElement("rect").with("width", width).with("height", height).with("rx", Self.radius)
    let edge = MarkupElement("path").with(
      "d", "M0 \(MarkupElement.number(Self.barHeight))h\(MarkupElement.number(width))")
    return [ground.with("fill", palette.background).empty, bar, edge.with("stroke", palette.frame).empty]
      + dots + caption + [ground.with("fill", "none").with("stroke", palette.frame).empty]
  }

  /// Round above, straight below.
  private var bar: String {
    let radius = MarkupElement.number(Self.radius)
    let side = MarkupElement.number(Self.barHeight - Self.radius)
    let top = MarkupElement.number(width - 2 * Self.radius)
    let path =
      "M0 \(MarkupElement.number(Self.barHeight))v-\(side)a\(radius) \(radius) 0 0 1 \(radius) -\(radius)"
      + "h\(top)a\(radius) \(radius) 0 0 1 \(radius) \(radius)v\(side)z"
    return MarkupElement("path").with("d", path).with("fill", palette.titleBar).empty
  }

  private var dots: [String] {
    [18.0, 35, 52].filter { $0 < width / 2 }.map {
      MarkupElement("circle").with("cx", $0).with("cy", Self.barHeight / 2).with("r", 5)
        .with("fill", palette.frame).empty
    }
  }

  private var caption: [String] {
    let columns = max(0, Int((width - 2 * Self.dotsWidth) / Self.titleLetter))
    let words = TextWidth.reduced(TextWidth.truncated(title, to: columns))
    if words.isEmpty { return [] }
    return [
      MarkupElement("text").with("x", width / 2).with("y", Self.barHeight / 2 + 4.5).with(
        "text-anchor", "middle"
      )
      .with("font-family", "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif").with("font-size", 12.5)
      .with("fill", palette.titleText).enclosing(text: words)
    ]
  }
}
