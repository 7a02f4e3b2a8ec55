/// What somebody types to search for: words, the last of which may be the beginning of one.
public struct SearchWords: Hashable, Sendable {
  /// All that stands before the last piece of text without white space.
  public let whole: String
  /// That piece, up to its last letter or digit, where the unfinished word ends.
  ///
  /// It may hold several words, such as `error-ra`.
  public let last: String

  /// Reads what was typed, or `nil` if there is no letter or digit in it.
  ///
  /// PostgreSQL's text cannot hold NUL; here it parts words.
  public init?(_ text: String) {
    let text = text.utf8.contains(0) ? String(text.map { $0 == "\0" ? " " : $0 }) : text
    guard let end = text.lastIndex(where: { $0.isLetter || $0.isNumber }) else { return nil }
    let typed = text[...end]
    let start = typed.lastIndex(where: \.isWhitespace).map(typed.index(after:)) ?? typed.startIndex
    whole = String(typed[..<start])
    last = String(typed[start...])
  }
}
