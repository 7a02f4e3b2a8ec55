import Canvas
import ChatModel

/// The row between the messages and what is being written: what was just said to the user, what can be completed, or
/// who is writing; and how much is out of view.
struct InfoLine: Equatable {
  let toast: Toast?
  let completion: Completion?
  /// Those who are writing here.
  let typing: [UserID]
  /// How many unread messages are above what is in view, and how many messages below.
  let above: Seq
  let below: Seq
  let theme: SharedTheme

  /// `↓ 5`, where there is no room for words.
  var more: StyledText {
    below > 0 ? StyledText("\(theme.symbols.below) \(below)", style: theme.notice) : ""
  }

  /// - Returns: What the mouse can hit.
  func draw(on canvas: inout Canvas, in row: Rect) -> [MouseTarget] {
    var rest = row
    var targets: [MouseTarget] = []
    func drawTrailing(_ text: StyledText, _ kind: MouseTarget.Kind) {
      let left = canvas.drawTrailing(text, in: rest)
      targets.append(MouseTarget(kind: kind, rect: rest.splitLeft(left.width).rest))
      rest = left.splitRight(2).rest
    }
    if below > 0 { drawTrailing(more + StyledText(" more below", style: theme.notice), .newest) }
    if above > 0 {
      drawTrailing(
        StyledText("\(theme.symbols.above) \(above) unread above", style: theme.notice), .firstUnread)
    }
    canvas.draw(
      words.truncated(to: rest.width, ellipsis: theme.symbols.ellipsis), at: rest.origin, within: rest)
    return targets
  }

  private var words: StyledText {
    if let completion, completion.candidates.count > 1 { return candidates(completion) }
    if let toast { return StyledText(toast.text, style: theme.notice) }
    return StyledText(typingWords, style: theme.typing)
  }

  private func candidates(_ completion: Completion) -> StyledText {
    var text = StyledText("Tab: ", style: theme.hint)
    let next = completion.candidates[completion.index...] + completion.candidates[..<completion.index]
    for (index, name) in next.enumerated() {
      text.append(name + "  ", style: index == 0 ? theme.selected : theme.hint)
    }
    return text
  }

  private var typingWords: String {
    let ellipsis = theme.symbols.ellipsis
    switch typing.count {
    case 0: return ""
    case 1: return "\(typing[0]) is typing\(ellipsis)"
    case 2: return "\(typing[0]) and \(typing[1]) are typing\(ellipsis)"
    default: return "\(typing[0]), \(typing[1]) +\(typing.count - 2) are typing\(ellipsis)"
    }
  }
}
