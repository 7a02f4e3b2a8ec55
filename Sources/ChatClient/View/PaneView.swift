import Canvas
import ChatModel

/// The messages, or words for why there are none.
struct PaneView: Equatable {
  let transcript: Transcript
  let theme: SharedTheme

  /// Which messages are drawn.
  struct Drawn: Equatable, Sendable {
    /// The uppermost row.
    var top: Anchor?
    /// The stored messages of which at least one row is shown.
    var seqs: ClosedRange<Seq>?
    /// The bottom-most message whose last line is shown.
    var bottom: Seq?
  }

  func draw(on canvas: inout Canvas, in rect: Rect) -> Drawn {
    let rows = transcript.rows(height: rect.height)
    guard !rows.isEmpty else {
      drawWords(on: &canvas, in: rect)
      return Drawn()
    }
    // Few messages stand at the bottom, where the next one will appear.
    let top = rect.maxY - rows.count
    for (index, row) in rows.enumerated() {
      canvas.draw(row.text, at: Point(x: rect.x, y: top + index), within: rect)
    }
    guard let stored = transcript.conversation.window.seqs else { return Drawn(top: rows.first?.anchor) }
    let shown = rows.filter { stored.contains($0.anchor.seq) }
    guard let first = shown.first, let last = shown.last else { return Drawn(top: rows.first?.anchor) }
    return Drawn(
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

/// The line, or lines, being written; when nobody writes, how to begin.
struct ComposerView: Equatable {
  static let prompt = "> "

  let editor: LineEditor
  let isWriting: Bool
  /// What stands there while nothing is written.
  let words: String
  let theme: SharedTheme

  /// The rows that the text takes in a width.
  static func rows(_ editor: LineEditor, width: Int) -> Int {
    let width = max(1, width - prompt.count)
    return editor.isSurelyOneRow(width: width) ? 1 : editor.layout(width: width).rows.count
  }

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let (gutter, field) = rect.splitLeft(Self.prompt.count)
    canvas.draw(Self.prompt, at: gutter.origin, style: isWriting ? theme.prompt : theme.hint, within: gutter)
    guard isWriting || !editor.isEmpty else {
      canvas.draw(words, at: field.origin, style: theme.hint, within: field)
      return
    }
    guard !field.isEmpty else { return }
    let layout = editor.layout(width: field.width)
    // The row of the cursor stays in view.
    let first = max(0, min(layout.cursor.y, layout.rows.count - 1) - field.height + 1)
    for (index, row) in layout.rows[first...].prefix(field.height).enumerated() {
      canvas.draw(row, at: Point(x: field.x, y: field.y + index), style: theme.body, within: field)
    }
    if isWriting { canvas.cursor = Point(x: field.x + layout.cursor.x, y: field.y + layout.cursor.y - first) }
  }
}
