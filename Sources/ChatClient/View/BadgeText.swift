import Canvas
import ChatModel

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
