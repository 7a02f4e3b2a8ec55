import Canvas
import ChatModel

/// The border around everything with the texts in it: who is there, the totals, the services, and what keys to try.
struct FrameView: Equatable {
  let user: UserID
  let health: Health
  let total: Badge
  let pendingReceipts: Int
  let isReading: Bool
  let isPeeking: Bool
  let isWriting: Bool
  let utcOffset: Int
  let keys: KeyMap
  let theme: SharedTheme

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let status = StatusLine(
      health: health, pendingReceipts: pendingReceipts, isReading: isReading, isPeeking: isPeeking,
      theme: theme
    ).text
    // The border's corners, the air around both texts, and a gap between them.
    let room = rect.width - status.width - 7
    TitledBox(
      header: StyledText("dogear", style: theme.title)
        + StyledText(" \(theme.symbols.dash) \(user)", style: theme.hint),
      trailingHeader: totals, footer: status, trailingFooter: hints(room: room), style: theme.border,
      lines: theme.symbols.lines
    ).draw(on: &canvas, in: rect)
  }

  /// The numbers of all channels together, and whether they can be believed.
  private var totals: StyledText {
    var text = StyledText()
    if let since = health.staleSince {
      let time = LocalTime(since, utcOffset: utcOffset).time
      text.append("stale since \(time)\(theme.symbols.separator)", style: theme.notice)
    }
    switch health.counts {
    case .unknown: text.append("connecting\(theme.symbols.ellipsis)", style: theme.hint)
    case .beingRebuilt: text.append("counts are being rebuilt", style: theme.notice)
    case .current: text.append(BadgeText(theme: theme).total(total))
    }
    return text
  }

  /// As many hints as there is room for, the most needed first.
  private func hints(room: Int) -> StyledText {
    let all: [(Action, String)] =
      isWriting
      ? [(.send, "sends"), (.browse, "back"), (.edit(.newline), "new line")]
      : [(.help, "help"), (.nextUnread, "next unread"), (.search, "search")]
    var text = ""
    for (action, words) in all {
      guard let key = keys.label(of: action, in: isWriting ? .write : .browse) else { continue }
      let hint = "\(key) \(words)"
      let longer = text.isEmpty ? hint : text + theme.symbols.separator + hint
      if TextWidth.width(longer) > room { break }
      text = longer
    }
    return StyledText(text, style: theme.hint)
  }
}

/// The facts at the bottom of the screen: services, lag, and what is under way.
struct StatusLine {
  let health: Health
  let pendingReceipts: Int
  let isReading: Bool
  let isPeeking: Bool
  let theme: SharedTheme

  var text: StyledText {
    var text = StyledText()
    for service in Dependency.allCases {
      if !text.isEmpty { text.append(" ") }
      text.append(words(service))
    }
    if isPeeking {
      text.append(theme.symbols.separator, style: theme.hint)
      text.append("peeking", style: theme.peek)
    }
    if let server = health.server {
      // It is looked at once a second: what is younger is on its way, and no lag.
      let isBehind = server.lagMilliseconds >= 1_000
      add(isBehind ? "lag \(server.lag) (\(Self.age(server.lagMilliseconds)))" : "lag 0", to: &text)
    }
    if pendingReceipts > 0 {
      add("\(pendingReceipts) receipt\(pendingReceipts == 1 ? "" : "s") pending", to: &text)
    }
    if isReading { add("reading\(theme.symbols.ellipsis)", to: &text) }
    return text
  }

  private func words(_ service: Dependency) -> StyledText {
    let name = StyledText("\(service.name) ", style: theme.hint)
    switch health[service] {
    case .connecting: return name + StyledText(theme.symbols.ellipsis, style: theme.hint)
    case .up: return name + StyledText(theme.symbols.up, style: theme.good)
    case .down: return name + StyledText("\(theme.symbols.down) down", style: theme.bad)
    }
  }

  private func add(_ words: String, to text: inout StyledText) {
    text.append(theme.symbols.separator + words, style: theme.hint)
  }

  /// `12 s`, `5 min`.
  private static func age(_ milliseconds: Int64) -> String {
    milliseconds < 120_000 ? "\(milliseconds / 1_000) s" : "\(milliseconds / 60_000) min"
  }
}
