extension SVGPicture {
  /// The colour that text has in a style.
  func foreground(_ style: Style) -> String {
    style.attributes.contains(.reverse)
      ? palette.background(style.background) : palette.foreground(style.foreground)
  }

  private func background(_ style: Style) -> String {
    style.attributes.contains(.reverse)
      ? palette.foreground(style.foreground) : palette.background(style.background)
  }

  /// A rectangle for each run of cells in a row whose background is not that of the window.
  var backgrounds: [String] {
    (0..<canvas.size.height).flatMap { y in
      runs { background(canvas[$0, y].style) }.filter { $0.value != palette.background }.map {
        columns, color in
        MarkupElement("rect").with("x", Double(columns.lowerBound) * Self.cellWidth)
          .with("y", Double(y) * Self.cellHeight).with("width", Double(columns.count) * Self.cellWidth)
          .with("height", Self.cellHeight).with("fill", color).empty
      }
    }
  }

  /// What one text element shows.
  private enum Piece: Equatable {
    /// Cells that go together: those before a column where something else begins.
    case letters(Style)
    /// A cell of its own.
    case single(x: Int)
    case nothing
  }

  var texts: [String] {
    (0..<canvas.size.height).flatMap { y in
      runs { piece($0, y) }.compactMap { columns, piece in
        switch piece {
        case .letters(let style): letters(columns, y, style)
        case .single(let x): single(x, y)
        case .nothing: nil
        }
      }
    }
  }

  /// What a cell is part of.
  ///
  /// Letters of scripts that every monospace font has, in one width, go together: Latin, Greek and Cyrillic. Others come
  /// from another font, or run from right to left.
  private func piece(_ x: Int, _ y: Int) -> Piece {
    let cell = canvas[x, y]
    if cell.width == 0 || SVGBoxLine(cell.scalar) != nil { return .nothing }
    return cell.width == 1 && !cell.hasMarks && cell.scalar.value < 0x530
      ? .letters(cell.style) : .single(x: x)
  }

  private func letters(_ columns: Range<Int>, _ y: Int, _ style: Style) -> String? {
    var columns = columns
    // An underlined space is seen.
    if !style.attributes.contains(.underline) {
      while let last = columns.last, canvas[last, y].scalar == " " { columns.removeLast() }
      while let first = columns.first, canvas[first, y].scalar == " " { columns.removeFirst() }
    }
    if columns.isEmpty { return nil }
    let text = String(String.UnicodeScalarView(columns.map { canvas[$0, y].scalar }))
    return element(style, y).with("x", Double(columns.lowerBound) * Self.cellWidth)
      .with("textLength", Double(columns.count) * Self.cellWidth).with("lengthAdjust", "spacingAndGlyphs")
      .enclosing(text: text)
  }

  private func single(_ x: Int, _ y: Int) -> String {
    let cell = canvas[x, y]
    let text = String(String.UnicodeScalarView([cell.scalar] + canvas.marks(x: x, y: y)))
    return element(cell.style, y).with("x", (Double(x) + Double(cell.width) / 2) * Self.cellWidth)
      .with("text-anchor", "middle").enclosing(text: text)
  }

  private func element(_ style: Style, _ y: Int) -> MarkupElement {
    var element = MarkupElement("text").with("y", Double(y) * Self.cellHeight + Self.baseline)
    if foreground(style) != palette.foreground { element = element.with("fill", foreground(style)) }
    let looks: [(Style.Attributes, String, String)] = [
      (.bold, "font-weight", "bold"), (.italic, "font-style", "italic"),
      (.underline, "text-decoration", "underline"), (.dim, "fill-opacity", "0.65"),
    ]
    for (look, name, value) in looks where style.attributes.contains(look) {
      element = element.with(name, value)
    }
    return element
  }

  /// The columns of a row, in runs of the same value.
  private func runs<Value: Equatable>(_ value: (Int) -> Value) -> [(columns: Range<Int>, value: Value)] {
    var runs: [(columns: Range<Int>, value: Value)] = []
    for x in 0..<canvas.size.width {
      let next = value(x)
      if let last = runs.last, last.value == next {
        runs[runs.count - 1].columns = last.columns.lowerBound..<x + 1
      } else {
        runs.append((x..<x + 1, next))
      }
    }
    return runs
  }
}
