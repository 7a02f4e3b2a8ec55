import ChatModel

/// Finds the names in a line: the reader's own and everyone's, other people's, and channels'.
struct NameFinder {
  let text: BodyText
  let line: Range<Int>
  let user: UserID

  /// The name that a `@` or `#` begins, if it does.
  func name(at sign: Int) -> InlineToken? {
    if text.base(before: sign, after: line.lowerBound)?.isPartOfWord == true { return nil }
    let end = endOfWord(from: sign + 1)
    guard end > sign + 1 else { return nil }
    let range = sign..<end
    if text.bytes[sign] == UInt8(ascii: "#") { return InlineToken(kind: .name, range: range) }
    // The same rule that decides who is mentioned.
    let mentions = Mentions(in: text.string(range))
    if mentions.everyone || mentions.users.contains(user) { return InlineToken(kind: .ownName, range: range) }
    return mentions.users.isEmpty ? nil : InlineToken(kind: .name, range: range)
  }

  /// Hyphens and underscores belong to a word if a letter or number follows.
  private func endOfWord(from start: Int) -> Int {
    guard text.scalar(at: start, before: line.upperBound)?.joinsPrevious == false else { return start }
    var end = start
    var offset = start
    while let scalar = text.scalar(at: offset, before: line.upperBound) {
      offset += scalar.utf8.count
      if scalar.isPartOfWord {
        end = offset
      } else if scalar != "-" && scalar != "_" {
        break
      }
    }
    return end
  }
}
