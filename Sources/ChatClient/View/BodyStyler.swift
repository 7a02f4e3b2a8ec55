import Canvas
import ChatModel

/// Marks the names in a message's text: the reader's own and everyone's stand out, other people's and channels' less.
struct BodyStyler {
  let user: UserID
  let theme: Theme

  func style(_ body: String, base: Style) -> StyledText {
    var text = StyledText()
    var plainStart = body.startIndex
    var index = body.startIndex
    while index < body.endIndex {
      guard let (end, style) = name(at: index, in: body) else {
        index = body.index(after: index)
        continue
      }
      text.append(String(body[plainStart..<index]), style: base)
      text.append(String(body[index..<end]), style: style)
      plainStart = end
      index = end
    }
    text.append(String(body[plainStart...]), style: base)
    return text
  }

  private func name(at index: String.Index, in body: String) -> (end: String.Index, Style)? {
    let sign = body[index]
    guard sign == "@" || sign == "#" else { return nil }
    if index > body.startIndex, Self.isWord(body[body.index(before: index)]) { return nil }
    let word = body[body.index(after: index)...].prefix { Self.isWord($0) || $0 == "-" || $0 == "_" }
    // The same rule that decides who is mentioned.
    let mentions = Mentions(in: "@\(word)")
    if sign == "#" { return word.isEmpty ? nil : (word.endIndex, theme.name) }
    if mentions.everyone || mentions.users.contains(user) { return (word.endIndex, theme.ownName) }
    return mentions.users.isEmpty ? nil : (word.endIndex, theme.name)
  }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
