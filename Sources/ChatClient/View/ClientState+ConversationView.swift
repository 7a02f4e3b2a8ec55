import Canvas
import ChatModel

extension ClientState {
  /// The open channel: its name, its messages, and what is being written.
  func drawConversation(
    _ layout: ScreenLayout, on canvas: inout Canvas, _ theme: Theme, _ visible: inout Visible
  ) {
    guard let entry = openEntry, let transcript = transcript(theme, width: layout.pane.width) else {
      return drawWithoutChannel(layout, on: &canvas, theme)
    }
    visible.channel = entry.id
    PaneView(transcript: transcript, theme: theme).draw(on: &canvas, in: layout.pane, &visible)
    visible.targets.append(MouseTarget(kind: .pane, rect: layout.pane))
    let info = InfoLine(
      conversation: transcript.conversation, user: user, toast: toast, below: below(visible), theme: theme)
    let header = HeaderView(
      entry: entry, badge: list.badge(entry.id), user: user, isBesideList: layout.form == .full,
      more: layout.info.isEmpty ? info.more : "", theme: theme)
    header.draw(on: &canvas, in: layout.header)
    visible.targets += info.draw(on: &canvas, in: layout.info)
    let composer = ComposerView(
      editor: composer.editor, isWriting: isWriting, isReadOnly: entry.info.readOnly, theme: theme)
    composer.draw(on: &canvas, in: layout.composer)
    visible.targets.append(MouseTarget(kind: .composer, rect: layout.composer))
  }

  /// How many messages are below what is in view; 0 if none is in view.
  private func below(_ visible: Visible) -> Seq {
    guard let conversation, let seqs = visible.seqs else { return 0 }
    return conversation.head - (visible.bottom ?? seqs.lowerBound - 1)
  }

  private func drawWithoutChannel(_ layout: ScreenLayout, on canvas: inout Canvas, _ theme: Theme) {
    var words = "Connecting\(theme.symbols.ellipsis)"
    if case .down(let reason) = health[.database], !hasChannels {
      words = "The database is down: \(reason.sanitizedLine). Trying again."
    } else if hasChannels && list.entries.isEmpty {
      words = "You are not a member of any channel."
    }
    let pane = layout.pane
    for (index, line) in StyledText(words, style: theme.hint).wrapped(width: pane.width).enumerated() {
      canvas.draw(line.text, at: Point(x: pane.x, y: pane.y + index), within: pane)
    }
    if let toast { canvas.draw(toast.text, at: layout.info.origin, style: theme.notice, within: layout.info) }
  }
}
