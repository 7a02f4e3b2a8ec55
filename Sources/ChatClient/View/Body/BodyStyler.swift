import Canvas
import ChatModel

/// Gives a message's text its looks: code, quotes, emphasis, links and names.
///
/// No fact is told by a look alone, so all marks stay visible (backticks, asterisks, underscores and `>`), and text is
/// copied as it was written. Only the lines that fence code are not shown: it is told by its indent of two columns.
/// A message of any length takes linear time.
struct BodyStyler {
  private static let codeIndent = "  "

  let user: UserID
  let theme: SharedTheme

  /// The text of a message in its looks.
  /// - Parameter base: The look of what is nothing special.
  func style(_ body: String, base: Style) -> StyledText {
    let text = BodyText(body)
    guard text.mayHaveMarks else { return StyledText(body, style: base) }
    var result = StyledText()
    var isFirst = true
    for block in BodyBlocks(text) {
      for line in block.lines {
        if !isFirst { result.append("\n", style: base) }
        isFirst = false
        switch block.kind {
        case .text: append(line, of: text, base: base, to: &result)
        case .quote: append(line, of: text, base: theme.quote, to: &result)
        case .code: result.append(Self.codeIndent + text.string(line), style: theme.code)
        }
      }
    }
    return result
  }

  private func append(_ line: Range<Int>, of text: BodyText, base: Style, to result: inout StyledText) {
    var scanner = InlineScanner(text, line, user: user)
    let tokens = scanner.scan()
    for (token, emphasis) in zip(tokens, Emphasis.attributes(of: tokens)) {
      let words = text.string(token.range)
      switch token.kind {
      case .text, .mark: result.append(words, style: base.adding(emphasis))
      case .code: result.append(words, style: theme.code)
      case .link(let target): result.append(words, style: theme.link.adding(emphasis), link: target)
      case .name: result.append(words, style: theme.name.adding(emphasis))
      case .ownName: result.append(words, style: theme.ownName.adding(emphasis))
      }
    }
  }
}
