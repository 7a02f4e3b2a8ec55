import Canvas
import ChatModel

/// The search for messages: what is typed, and the results below, a row each.
struct SearchView {
  let search: Search
  let user: UserID
  let utcOffset: Int
  let theme: SharedTheme

  /// The box that the search has on a screen.
  static func rect(in screen: Rect) -> Rect {
    screen.centered(Size(width: min(100, screen.width), height: min(24, screen.height)))
  }

  /// The rows for results in it.
  static func height(in screen: Rect) -> Int {
    max(0, rect(in: screen).height - 3)
  }

  func draw(on canvas: inout Canvas, in screen: Rect) {
    let rect = Self.rect(in: screen)
    canvas.fill(rect)
    let box = TitledBox(
      header: StyledText("Search in \(place)", style: theme.title),
      trailingHeader: StyledText(count, style: theme.hint),
      trailingFooter: StyledText(hints(room: rect.width - 4), style: theme.hint),
      style: theme.border, lines: theme.symbols.lines)
    let (queryRow, rest) = box.draw(on: &canvas, in: rect).inset(horizontal: 1).splitTop(1)
    QueryView(editor: search.words, theme: theme).draw(on: &canvas, in: queryRow)
    guard !search.results.isEmpty else {
      canvas.draw(words, at: rest.origin, style: theme.hint, within: rest)
      return
    }
    for (index, result) in search.rows.visible.enumerated() {
      let row = rest.row(index)
      let isSelected = result == search.rows.selected
      let text = text(search.results[result], isSelected)
        .truncated(to: row.width, ellipsis: theme.symbols.ellipsis)
      canvas.draw(text, at: row.origin, within: row)
      if isSelected { canvas.restyle(row) { $0.laid(on: theme.selected) } }
    }
  }

  private func hints(room: Int) -> String {
    theme.hints(
      ["Enter goes there", "Tab \(search.isEverywhere ? "this channel" : "all channels")", "Esc back"],
      room: room)
  }

  private var place: String {
    guard !search.isEverywhere, let channel = search.channel else { return "all channels" }
    return name(of: channel)
  }

  private func name(of channel: ChannelID) -> String {
    channel.peer(of: user).map(\.rawValue) ?? "#\(channel)"
  }

  private var count: String {
    let count = search.results.count
    return count == 0 ? "" : count == SearchQuery.most ? "the newest \(count)" : "\(count) found"
  }

  private var words: String {
    switch search.outcome {
    case .none: "all words are searched for, the last one from its beginning"
    case .running: "searching\(theme.symbols.ellipsis)"
    case .found: "nothing found"
    case .failed(let reason): "the search failed: \(reason)"
    }
  }

  private func text(_ message: Message, _ isSelected: Bool) -> StyledText {
    let time = LocalTime(message.sentAt, utcOffset: utcOffset)
    var text = StyledText(isSelected ? "\(theme.symbols.open) " : "  ", style: theme.body)
    if search.isEverywhere { text.append("\(name(of: message.channel)) ", style: theme.name) }
    text.append("\(time.shortDate) \(time.time) ", style: theme.time)
    text.append("\(message.author) ", style: theme.author(message.author))
    text.append(marked(Sanitizer.line(message.body, limit: 400)))
    return text
  }

  /// The text with the words that begin with one of those searched for standing out.
  private func marked(_ body: String) -> StyledText {
    let wanted = search.words.text.lowercased().split { !$0.isLetter && !$0.isNumber }
    var text = StyledText()
    for word in body.split(separator: " ", omittingEmptySubsequences: false) {
      let start = word.lowercased().drop { !$0.isLetter && !$0.isNumber }
      let isMatch = wanted.contains { start.hasPrefix($0) }
      text.append(String(word), style: isMatch ? theme.match : theme.body)
      text.append(" ", style: theme.body)
    }
    return text
  }
}
