import Canvas
import ChatModel

/// The row above the messages: which channel it is, and what it is about.
struct HeaderView: Equatable {
  let entry: ChannelEntry
  let badge: Badge
  let user: UserID
  /// Whether the other side of a direct chat is online.
  let isOnline: Bool
  /// Whether the list is shown, so that the badge need not be here.
  let isBesideList: Bool
  /// What would be on the row below the messages, if there is none.
  let more: StyledText
  let theme: SharedTheme

  func draw(on canvas: inout Canvas, in row: Rect) {
    let rest = canvas.drawTrailing(trailing, in: row).splitRight(1).rest
    var text = StyledText(entry.name(for: user), style: theme.title)
    if entry.info.muted { text.append(" (muted)", style: theme.muted) }
    if !entry.info.topic.isEmpty { text.append("   \(entry.info.topic)", style: theme.topic) }
    canvas.draw(
      text.truncated(to: rest.width, ellipsis: theme.symbols.ellipsis), at: rest.origin, within: rest)
  }

  private var trailing: StyledText {
    if isBesideList {
      guard entry.id.isDirect else {
        return StyledText("\(entry.info.memberCount) members", style: theme.hint)
      }
      return isOnline ? StyledText("\(theme.symbols.online) online", style: theme.online) : ""
    }
    let numbers = BadgeText(theme: theme).beside(badge, muted: entry.info.muted, isDirect: entry.id.isDirect)
    return more.isEmpty ? numbers : numbers + " " + more
  }
}
