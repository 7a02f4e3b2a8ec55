import Canvas

/// The row of an overlay in which something is typed, with the cursor.
struct QueryView {
  let editor: LineEditor
  let theme: SharedTheme

  func draw(on canvas: inout Canvas, in row: Rect) {
    let used = canvas.draw("> ", at: row.origin, style: theme.prompt, within: row)
    let field = row.splitLeft(used).rest
    let layout = editor.layout(width: max(1, field.width))
    canvas.draw(layout.rows[layout.cursor.y], at: field.origin, style: theme.body, within: field)
    if !field.isEmpty { canvas.cursor = Point(x: field.x + layout.cursor.x, y: field.y) }
  }
}
