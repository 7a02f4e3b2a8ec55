import Canvas

/// The search for a channel: what is typed, and the matches below.
struct FinderView {
  let finder: Finder
  let theme: Theme

  /// The box that the finder has on a screen.
  static func rect(in screen: Rect) -> Rect {
    screen.centered(Size(width: min(50, screen.width), height: min(16, screen.height)))
  }

  /// The rows for matches in it.
  static func height(in screen: Rect) -> Int {
    max(0, rect(in: screen).height - 3)
  }

  func draw(on canvas: inout Canvas, in screen: Rect) {
    let rect = Self.rect(in: screen)
    canvas.fill(rect)
    let box = TitledBox(
      header: StyledText("Find a channel", style: theme.title),
      trailingFooter: StyledText("Enter opens\(theme.symbols.separator)Esc back", style: theme.hint),
      style: theme.border, lines: theme.symbols.lines)
    let (queryRow, rest) = box.draw(on: &canvas, in: rect).inset(horizontal: 1).splitTop(1)
    drawQuery(on: &canvas, in: queryRow)
    if finder.matches.isEmpty {
      canvas.draw("no such channel", at: rest.origin, style: theme.hint, within: rest)
    }
    for (index, match) in finder.rows.visible.enumerated() {
      let row = rest.row(index)
      let isSelected = match == finder.rows.selected
      let marker = isSelected ? "\(theme.symbols.open) " : "  "
      canvas.draw(marker + finder.matches[match].name, at: row.origin, style: theme.body, within: row)
      if isSelected { canvas.restyle(row) { $0.adding(.reverse) } }
    }
  }

  private func drawQuery(on canvas: inout Canvas, in row: Rect) {
    let used = canvas.draw("> ", at: row.origin, style: theme.prompt, within: row)
    let field = row.splitLeft(used).rest
    let layout = finder.query.layout(width: max(1, field.width))
    canvas.draw(layout.rows[layout.cursor.y], at: field.origin, style: theme.body, within: field)
    if !field.isEmpty { canvas.cursor = Point(x: field.x + layout.cursor.x, y: field.y) }
  }
}
