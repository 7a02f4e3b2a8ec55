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
    if let mark = entry.info.attention.mark { text.append(" (\(mark))", style: theme.muted) }
    if !entry.info.topic.isEmpty { text.append("   \(entry.info.topic)", style: theme.topic) }
    canvas.draw(
      text.truncated(to: rest.width, ellipsis: theme.symbols.ellipsis), at: rest.origin, within: rest)
  }

  private var trailing: StyledText {
    if isBesideList {
      guard entry.id.isDirect else {
        return StyledText(Wording.count(entry.info.memberCount, "member"), style: theme.hint)
      }
      return isOnline ? StyledText("\(theme.symbols.online) online", style: theme.online) : ""
    }
    let numbers = BadgeText(theme: theme).beside(
      badge, muted: entry.info.isMuted, isDirect: entry.id.isDirect)
    return more.isEmpty ? numbers : numbers + " " + more
  }
}

/// The numbers of a badge as text.
struct BadgeText {
  let theme: SharedTheme

  /// `@1  7`, right-aligned beside a channel's name; a dot for nothing unread.
  func beside(_ badge: Badge, muted: Bool, isDirect: Bool) -> StyledText {
    guard !badge.isEmpty else { return StyledText(theme.symbols.none, style: theme.muted) }
    var text = StyledText()
    // In a direct chat every message is a mention: one number says both.
    if badge.mentions > 0 && !isDirect {
      text.append("@\(Self.number(badge.mentions))", style: theme.mention)
    }
    let number = Self.number(badge.unread)
    let padding = String(repeating: " ", count: max(1, 3 - number.count))
    let style = muted ? theme.muted : isDirect ? theme.mention : theme.unread
    text.append(text.isEmpty ? "" : padding)
    text.append(number, style: style)
    return text
  }

  /// `3 unread · 1 @`, or words if there is nothing.
  func total(_ badge: Badge) -> StyledText {
    guard !badge.isEmpty else { return StyledText("nothing unread", style: theme.hint) }
    var text = StyledText("\(badge.unread) unread", style: badge.unread > 0 ? theme.unread : theme.hint)
    if badge.mentions > 0 {
      text.append(theme.symbols.separator, style: theme.hint)
      text.append("\(badge.mentions) @", style: theme.mention)
    }
    return text
  }

  /// At most five characters.
  private static func number(_ count: Int) -> String { count > 9_999 ? "9999+" : "\(count)" }
}
