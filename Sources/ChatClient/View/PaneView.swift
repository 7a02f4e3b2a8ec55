import Canvas
import ChatModel

/// The messages, or words for why there are none.
struct PaneView: Equatable {
  let transcript: Transcript
  let theme: SharedTheme

  /// Which messages are drawn.
  struct Sight: Equatable, Sendable {
    /// The uppermost row.
    var top: Anchor?
    /// The stored messages of which at least one row is shown.
    var seqs: ClosedRange<Seq>?
    /// The bottom-most message whose last line is shown.
    var bottom: Seq?
  }

  func draw(on canvas: inout Canvas, in rect: Rect) -> Sight {
    let rows = transcript.rows(height: rect.height)
    guard !rows.isEmpty else {
      drawWords(on: &canvas, in: rect)
      return Sight()
    }
    // Few messages stand at the bottom, where the next one will appear.
    let top = rect.maxY - rows.count
    for (index, row) in rows.enumerated() {
      canvas.draw(row.text, at: Point(x: rect.x, y: top + index), within: rect)
    }
    guard let stored = transcript.conversation.window.seqs else { return Sight(top: rows.first?.anchor) }
    let shown = rows.filter { stored.contains($0.anchor.seq) }
    guard let first = shown.first, let last = shown.last else { return Sight(top: rows.first?.anchor) }
    return Sight(
      top: rows.first?.anchor, seqs: first.anchor.seq...last.anchor.seq,
      bottom: shown.last { $0.isLast }?.anchor.seq)
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
    return "No messages yet. Press \(transcript.format.keys.name(of: .write)) to write the first."
  }
}
