import Canvas

/// What is typed to find something, and the matches below.
struct FinderView {
  let finder: Finder
  let theme: SharedTheme

  /// The box that the finder has on a screen: wider where there is more to say of each row.
  static func rect(in screen: Rect, _ kind: Finder.Kind = .channels) -> Rect {
    let width = kind == .directory ? 72 : 50
    return screen.centered(Size(width: min(width, screen.width), height: min(16, screen.height)))
  }

  /// The rows for matches in it.
  static func height(in screen: Rect) -> Int {
    max(0, rect(in: screen).height - 3)
  }

  func draw(on canvas: inout Canvas, in screen: Rect) {
    let rect = Self.rect(in: screen, finder.kind)
    canvas.fill(rect)
    let hint = theme.hints(["Enter \(deed)", "Esc back"], room: rect.width - 4)
    let box = TitledBox(
      header: StyledText(title, style: theme.title),
      trailingFooter: StyledText(hint, style: theme.hint),
      style: theme.border, lines: theme.symbols.lines)
    let (queryRow, rest) = box.draw(on: &canvas, in: rect).inset(horizontal: 1).splitTop(1)
    QueryView(editor: finder.query, theme: theme).draw(on: &canvas, in: queryRow)
    if finder.matches.isEmpty {
      canvas.draw(wordsForNothing, at: rest.origin, style: theme.hint, within: rest)
    }
    for (index, match) in finder.rows.visible.enumerated() {
      draw(finder.matches[match], isSelected: match == finder.rows.selected, on: &canvas, in: rest.row(index))
    }
  }

  private var title: String {
    switch finder.kind {
    case .channels: "Find a channel"
    case .directory: "Public channels"
    case .members: "Members"
    case .readers(let count, let members): "Read by \(count) of \(members)"
    }
  }

  private var deed: String {
    switch finder.kind {
    case .channels: "opens"
    case .directory:
      if case .newChannel = finder.selected?.target { "makes it" } else { "joins" }
    case .members, .readers: "opens the direct chat"
    }
  }

  private var wordsForNothing: String {
    guard finder.isComplete else { return "looking\(theme.symbols.ellipsis)" }
    return switch finder.kind {
    case .channels: "no such channel"
    case .directory: finder.query.isEmpty ? "there is no public channel: a name makes one" : "no such channel"
    case .members: "nobody of that name"
    case .readers: "nobody, as far as they let you see"
    }
  }

  private func draw(_ match: Finder.Candidate, isSelected: Bool, on canvas: inout Canvas, in row: Rect) {
    let marker = isSelected ? "\(theme.symbols.open) " : "  "
    var rest = row
    if !match.note.isEmpty {
      let room = row.width - TextWidth.width(match.name) - 4
      let note = TextWidth.truncated(match.note, to: max(0, room), ellipsis: theme.symbols.ellipsis)
      rest = canvas.drawTrailing(StyledText(note, style: theme.hint), in: row).splitRight(1).rest
    } else if !match.badge.isEmpty {
      let numbers = BadgeText(theme: theme).beside(
        match.badge, muted: match.isMuted, isDirect: match.channel?.isDirect == true)
      rest = canvas.drawTrailing(numbers, in: row).splitRight(1).rest
    }
    canvas.draw(marker + match.name, at: rest.origin, style: theme.body, within: rest)
    if isSelected { canvas.restyle(row) { $0.laid(on: theme.selected) } }
  }
}

/// The row of an overlay in which something is typed, with the cursor.
struct QueryView {
  let editor: LineEditor
  let theme: SharedTheme

  func draw(on canvas: inout Canvas, in row: Rect) {
    let used = canvas.draw("> ", at: row.origin, style: theme.prompt, within: row)
    let field = row.splitLeft(used).rest
    let layout = editor.layout(width: max(1, field.width))
    canvas.draw(layout.rows[layout.cursor.y], at: field.origin, style: theme.body, within: field)
    if !field.isEmpty { canvas.cursor = Point(x: field.x + layout.cursor.x, y: field.y) }
  }
}
