extension SVGPicture {
  /// A straight line, in halves of a cell: those with odd numbers run through the middle of cells.
  private struct Stroke {
    let color: String
    let isDim: Bool
    let start: Point
    var end: Point

    var path: String {
      let x = Double(start.x) / 2 * SVGPicture.cellWidth
      let y = Double(start.y) / 2 * SVGPicture.cellHeight
      let length =
        start.y == end.y
        ? "h\(MarkupElement.number(Double(end.x - start.x) / 2 * SVGPicture.cellWidth))"
        : "v\(MarkupElement.number(Double(end.y - start.y) / 2 * SVGPicture.cellHeight))"
      return "M\(MarkupElement.number(x)) \(MarkupElement.number(y))\(length)"
    }

    func looks(like other: Stroke) -> Bool { color == other.color && isDim == other.isDim }
  }

  /// The lines of boxes: a path for each look, a little fainter than text, which is thicker.
  var boxLines: [String] {
    var rest = strokes
    var paths: [String] = []
    while let first = rest.first {
      let path = MarkupElement("path").with("d", rest.filter(first.looks).map(\.path).joined())
        .with("stroke", first.color).with("stroke-opacity", first.isDim ? "0.45" : "0.7")
      paths.append(path.empty)
      rest.removeAll(where: first.looks)
    }
    return paths
  }

  private var strokes: [Stroke] {
    let columns = 0..<canvas.size.width
    let rows = 0..<canvas.size.height
    var strokes: [Stroke] = []
    for y in rows {
      for x in columns {
        guard let line = SVGBoxLine(canvas[x, y].scalar) else { continue }
        let start = Point(x: 2 * x + (line.left ? 0 : 1), y: 2 * y + 1)
        add(canvas[x, y].style, from: start, to: Point(x: 2 * x + (line.right ? 2 : 1), y: start.y), &strokes)
      }
    }
    for x in columns {
      for y in rows {
        guard let line = SVGBoxLine(canvas[x, y].scalar) else { continue }
        let start = Point(x: 2 * x + 1, y: 2 * y + (line.up ? 0 : 1))
        add(canvas[x, y].style, from: start, to: Point(x: start.x, y: 2 * y + (line.down ? 2 : 1)), &strokes)
      }
    }
    return strokes
  }

  /// Adds a line, or makes the last one longer.
  private func add(_ style: Style, from start: Point, to end: Point, _ strokes: inout [Stroke]) {
    guard start != end else { return }
    let stroke = Stroke(
      color: foreground(style), isDim: style.attributes.contains(.dim), start: start, end: end)
    if let last = strokes.last, last.end == start, last.looks(like: stroke),
      last.start.x == end.x || last.start.y == end.y
    {
      strokes[strokes.count - 1].end = end
    } else {
      strokes.append(stroke)
    }
  }
}
