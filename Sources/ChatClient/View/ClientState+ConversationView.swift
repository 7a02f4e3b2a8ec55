import Canvas
import ChatModel

extension ClientState {
  /// The open channel: its name, its messages, and what is being written.
  func drawConversation(
    _ layout: ScreenLayout, on canvas: inout Canvas, _ theme: Theme, _ visible: inout Visible
  ) {
    guard let entry = openEntry, let transcript = transcript(theme, width: layout.pane.width) else {
      canvas.draw(wordsWithoutChannel(theme), at: layout.pane.origin, style: theme.hint, within: layout.pane)
      drawInfo(nil, in: layout.info, on: &canvas, theme, &visible)
      return
    }
    drawHeader(entry, layout, on: &canvas, theme)
    visible.channel = entry.id
    PaneView(transcript: transcript, theme: theme).draw(on: &canvas, in: layout.pane, &visible)
    visible.targets.append(MouseTarget(kind: .pane, rect: layout.pane))
    drawInfo(transcript.conversation, in: layout.info, on: &canvas, theme, &visible)
    let view = ComposerView(
      editor: composer.editor, isWriting: isWriting, isReadOnly: entry.info.readOnly, theme: theme)
    view.draw(on: &canvas, in: layout.composer)
    visible.targets.append(MouseTarget(kind: .composer, rect: layout.composer))
  }

  private func wordsWithoutChannel(_ theme: Theme) -> String {
    if list.entries.isEmpty && health.counts == .current { return "You are not a member of any channel." }
    return "Connecting\(theme.symbols.ellipsis)"
  }

  private func drawHeader(
    _ entry: ChannelEntry, _ layout: ScreenLayout, on canvas: inout Canvas, _ theme: Theme
  ) {
    var trailing = StyledText("\(entry.info.memberCount) members", style: theme.hint)
    // Without the list, this is where the badge is.
    if layout.form != .full {
      trailing = BadgeText(theme: theme).beside(
        list.badge(entry.id), muted: entry.info.muted, isDirect: entry.id.isDirect)
    } else if entry.id.isDirect {
      trailing = ""
    }
    let rest = canvas.drawTrailing(trailing, in: layout.header).splitRight(1).rest
    var text = StyledText(entry.name(for: user), style: theme.title)
    if entry.info.muted { text.append(" (muted)", style: theme.muted) }
    if !entry.info.topic.isEmpty { text.append("   \(entry.info.topic)", style: theme.topic) }
    canvas.draw(
      text.truncated(to: rest.width, ellipsis: theme.symbols.ellipsis), at: rest.origin, within: rest)
  }

  /// What was just said to the user or is known of the newest message, and how much is below.
  private func drawInfo(
    _ conversation: Conversation?, in row: Rect, on canvas: inout Canvas, _ theme: Theme,
    _ visible: inout Visible
  ) {
    var rest = row
    let below = conversation.map { $0.head - (visible.bottom ?? $0.head) } ?? 0
    if below > 0 {
      let more = StyledText("\(theme.symbols.below) \(below) more below", style: theme.notice)
      rest = canvas.drawTrailing(more, in: row)
      visible.targets.append(MouseTarget(kind: .newest, rect: row.splitLeft(rest.width).rest))
      rest = rest.splitRight(1).rest
    }
    let words = toast.map { StyledText($0.text, style: theme.notice) } ?? seenBy(conversation, theme)
    canvas.draw(
      words.truncated(to: rest.width, ellipsis: theme.symbols.ellipsis), at: rest.origin, within: rest)
  }

  /// Who has read one's own message, if it is the newest.
  private func seenBy(_ conversation: Conversation?, _ theme: Theme) -> StyledText {
    guard let conversation, let newest = conversation.window[conversation.head], newest.author == user else {
      return ""
    }
    let readers = conversation.positions.filter { $0.key != user && $0.value >= newest.seq }.keys.sorted()
    guard !readers.isEmpty else { return "" }
    return StyledText("seen by \(readers.map(\.rawValue).joined(separator: ", "))", style: theme.hint)
  }
}
