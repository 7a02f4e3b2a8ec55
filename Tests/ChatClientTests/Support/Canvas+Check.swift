import Canvas

extension Canvas {
  /// The cells that are half of a wide character without the other half, and the cursor if it is outside.
  var flaws: [Point] {
    var flaws = [cursor].compactMap(\.self).filter { !bounds.contains($0) }
    for y in 0..<size.height {
      for x in 0..<size.width {
        let isSound =
          switch self[x, y].width {
          case 2: x + 1 < size.width && self[x + 1, y].width == 0
          case 0: x > 0 && self[x - 1, y].width == 2
          default: true
          }
        if !isSound { flaws.append(Point(x: x, y: y)) }
      }
    }
    return flaws
  }

  /// What stands in the first row of a rectangle.
  func words(in rect: Rect) -> [Substring] {
    var text = String.UnicodeScalarView()
    for x in rect.x..<rect.maxX where self[x, rect.y].width > 0 { text.append(self[x, rect.y].scalar) }
    return String(text).split(separator: " ")
  }
}
