import Canvas
import ChatModel

/// The messages, or words for why there are none.
struct PaneView {
  let transcript: Transcript
  let theme: Theme

  /// - Parameter visible: Where to note which messages are drawn.
  func draw(on canvas: inout Canvas, in rect: Rect, _ visible: inout Visible) {
    let rows = transcript.rows(height: rect.height)
    guard !rows.isEmpty else {
      return drawWords(on: &canvas, in: rect)
    }
    // Few messages stand at the bottom, where the next one will appear.
    let top = rect.maxY - rows.count
    for (index, row) in rows.enumerated() {
      canvas.draw(row.text, at: Point(x: rect.x, y: top + index), within: rect)
    }
    visible.top = rows.first?.anchor
    guard let stored = transcript.conversation.window.seqs else { return }
    let shown = rows.filter { stored.contains($0.anchor.seq) }
    guard let first = shown.first, let last = shown.last else { return }
    visible.seqs = first.anchor.seq...last.anchor.seq
    visible.bottom = shown.last { $0.isLast }?.anchor.seq
  }

  private func drawWords(on canvas: inout Canvas, in rect: Rect) {
    let lines = StyledText(words, style: theme.hint).wrapped(width: rect.width)
    for (index, line) in lines.enumerated() {
      canvas.draw(line.text, at: Point(x: rect.x, y: rect.y + index), within: rect)
    }
  }

  private var words: String {
    let conversation = transcript.conversation
    if let failure = conversation.failure { return "Could not load messages: \(failure). Trying again." }
    if conversation.position == .waiting { return "Waiting for the unread counts\(theme.symbols.ellipsis)" }
    if conversation.head > 0 { return "Loading messages\(theme.symbols.ellipsis)" }
    return "No messages yet. Press i to write the first."
  }
}
