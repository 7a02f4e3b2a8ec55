import Canvas

/// The keys of all modes, from the same table that the keys obey.
struct HelpView {
  let keys: KeyMap
  let offset: Int
  let theme: SharedTheme

  /// The number of rows there are.
  static func rowCount(_ keys: KeyMap) -> Int { rows(keys, .plain, width: 80).count }

  func draw(on canvas: inout Canvas, in screen: Rect) {
    let rect = screen.centered(Size(width: min(92, screen.width), height: screen.height))
    canvas.fill(rect)
    let box = TitledBox(
      header: StyledText("Keys", style: theme.title),
      trailingFooter: StyledText("Esc back", style: theme.hint),
      style: theme.border, lines: theme.symbols.lines)
    let inside = box.draw(on: &canvas, in: rect).inset(horizontal: 1)
    let rows = Self.rows(keys, theme, width: inside.width)
    let first = min(offset, max(0, rows.count - inside.height))
    for (index, row) in rows[first...].prefix(inside.height).enumerated() {
      canvas.draw(row, at: Point(x: inside.x, y: inside.y + index), within: inside)
    }
  }

  private static func rows(_ keys: KeyMap, _ theme: SharedTheme, width: Int) -> [StyledText] {
    let modes = Mode.allCases.map { mode in
      (mode.title, keys.rows(of: mode).map { ($0.keys.joined(separator: " "), $0.help) })
    }
    let commands = ChannelCommand.Verb.allCases.map { ($0.usage, $0.help) }
    let sections = modes + [("Commands, written as a message", commands)]
    let longest = sections.flatMap(\.1).map { TextWidth.width($0.0) }.max() ?? 0
    // Where there is no room for a column, what a key does follows it at once.
    let column = width > 2 * longest ? longest + 2 : 0
    return sections.flatMap { title, rows -> [StyledText] in
      [StyledText(title, style: theme.title)]
        + rows.map { words, help in
          StyledText(TextWidth.padded(words + "  ", to: column), style: theme.name)
            + StyledText(help, style: theme.body)
        } + [""]
    }
  }
}
