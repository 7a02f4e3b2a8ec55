import Canvas

/// The keys of all modes, from the same table that the keys obey.
struct HelpView {
  let keys: KeyMap
  let offset: Int
  let theme: SharedTheme

  /// The number of rows there are.
  static func rowCount(_ keys: KeyMap) -> Int { rows(keys, .plain).count }

  func draw(on canvas: inout Canvas, in screen: Rect) {
    let rect = screen.centered(Size(width: min(92, screen.width), height: screen.height))
    canvas.fill(rect)
    let box = TitledBox(
      header: StyledText("Keys", style: theme.title),
      trailingFooter: StyledText("Esc back", style: theme.hint),
      style: theme.border, lines: theme.symbols.lines)
    let inside = box.draw(on: &canvas, in: rect).inset(horizontal: 1)
    let rows = Self.rows(keys, theme)
    let first = min(offset, max(0, rows.count - inside.height))
    for (index, row) in rows[first...].prefix(inside.height).enumerated() {
      canvas.draw(row, at: Point(x: inside.x, y: inside.y + index), within: inside)
    }
  }

  private static func rows(_ keys: KeyMap, _ theme: SharedTheme) -> [StyledText] {
    Mode.allCases.flatMap { mode -> [StyledText] in
      let rows = keys.rows(of: mode).map { keys, help in
        StyledText(TextWidth.padded(keys.joined(separator: " "), to: 24), style: theme.name)
          + StyledText(help, style: theme.body)
      }
      return [StyledText(mode.title, style: theme.title)] + rows + [""]
    }
  }
}
