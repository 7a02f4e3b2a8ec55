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
    var scanner = InlineScanner(text, line)
    let tokens = scanner.scan()
    for (token, emphasis) in zip(tokens, Emphasis.attributes(of: tokens)) {
      let words = text.string(token.range)
      switch token.kind {
      case .text, .mark: result.append(words, style: base.adding(emphasis))
      case .code: result.append(words, style: theme.code)
      case .link(let target): result.append(words, style: theme.link.adding(emphasis), link: target)
      case .everyone: result.append(words, style: theme.ownName.adding(emphasis))
      case .user(let name):
        result.append(words, style: (name == user ? theme.ownName : theme.name).adding(emphasis))
      case .channel: result.append(words, style: theme.name.adding(emphasis))
      }
    }
  }
}

/// Pairs the marks of a line: each closing one with the last open one of its sign.
///
/// What stands open between the two stays as it is written. Marks share the look of what they embrace.
enum Emphasis {
  /// What is added to the look of each token.
  /// - Complexity: O(*n*)
  static func attributes(of tokens: [InlineToken]) -> [Style.Attributes] {
    var depths: [EmphasisMark.Sign: Int] = [:]
    let pairs = pairs(in: tokens)
    return tokens.indices.map { index in
      guard case .mark(let mark) = tokens[index].kind else { return attributes(depths) }
      if pairs.openings.contains(index) { depths[mark.sign, default: 0] += 1 }
      defer { if pairs.closings.contains(index) { depths[mark.sign, default: 0] -= 1 } }
      return attributes(depths)
    }
  }

  private static func pairs(in tokens: [InlineToken]) -> (openings: Set<Int>, closings: Set<Int>) {
    var open: [EmphasisMark.Sign: Int] = [:]
    var openings: Set<Int> = []
    var closings: Set<Int> = []
    for (index, token) in tokens.enumerated() {
      guard case .mark(let mark) = token.kind else { continue }
      if mark.closes, let opening = open[mark.sign] {
        openings.insert(opening)
        closings.insert(index)
        open = open.filter { $0.value < opening }
      } else if mark.opens {
        open[mark.sign] = index
      }
    }
    return (openings, closings)
  }

  private static func attributes(_ depths: [EmphasisMark.Sign: Int]) -> Style.Attributes {
    var attributes: Style.Attributes = []
    if depths[.asterisk, default: 0] + depths[.underscore, default: 0] > 0 { attributes.insert(.italic) }
    if depths[.asterisks, default: 0] > 0 { attributes.insert(.bold) }
    return attributes
  }
}
