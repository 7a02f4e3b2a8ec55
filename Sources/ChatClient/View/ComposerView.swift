import Canvas

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
