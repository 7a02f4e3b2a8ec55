import Canvas

/// The quick switcher: what is typed, and the matches below with their badges.
struct FinderView {
  let finder: Finder
  let theme: SharedTheme

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
    QueryView(editor: finder.query, theme: theme).draw(on: &canvas, in: queryRow)
    if finder.matches.isEmpty {
      canvas.draw("no such channel", at: rest.origin, style: theme.hint, within: rest)
    }
    for (index, match) in finder.rows.visible.enumerated() {
      draw(finder.matches[match], isSelected: match == finder.rows.selected, on: &canvas, in: rest.row(index))
    }
  }

  private func draw(_ match: Finder.Candidate, isSelected: Bool, on canvas: inout Canvas, in row: Rect) {
    var rest = row
    if !match.badge.isEmpty {
      let numbers = BadgeText(theme: theme).beside(
        match.badge, muted: match.isMuted, isDirect: match.channel.isDirect)
      rest = canvas.drawTrailing(numbers, in: row).splitRight(1).rest
    }
    let marker = isSelected ? "\(theme.symbols.open) " : "  "
    canvas.draw(marker + match.name, at: rest.origin, style: theme.body, within: rest)
    if isSelected { canvas.restyle(row) { $0.laid(on: theme.selected) } }
  }
}
