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
