import Canvas
import ChatModel

/// The row between the messages and what is being written: what was just said to the user, or who has seen the newest
/// message, and how much is below.
struct InfoLine {
  let conversation: Conversation
  let user: UserID
  let toast: Toast?
  let below: Seq
  let theme: Theme

  /// `↓ 5`, where there is no room for words.
  var more: StyledText {
    below > 0 ? StyledText("\(theme.symbols.below) \(below)", style: theme.notice) : ""
  }

  /// - Returns: What the mouse can hit.
  func draw(on canvas: inout Canvas, in row: Rect) -> [MouseTarget] {
    var rest = row
    var targets: [MouseTarget] = []
    if below > 0 {
      rest = canvas.drawTrailing(more + StyledText(" more below", style: theme.notice), in: row)
      targets.append(MouseTarget(kind: .newest, rect: row.splitLeft(rest.width).rest))
      rest = rest.splitRight(1).rest
    }
    let words = toast.map { StyledText($0.text, style: theme.notice) } ?? seenBy
    canvas.draw(
      words.truncated(to: rest.width, ellipsis: theme.symbols.ellipsis), at: rest.origin, within: rest)
    return targets
  }

  /// Who has read one's own message, if it is the newest.
  private var seenBy: StyledText {
    guard let newest = conversation.window[conversation.head], newest.author == user else { return "" }
    let readers = conversation.positions.filter { $0.key != user && $0.value >= newest.seq }.keys.sorted()
    guard !readers.isEmpty else { return "" }
    return StyledText("seen by \(readers.map(\.rawValue).joined(separator: ", "))", style: theme.hint)
  }
}
