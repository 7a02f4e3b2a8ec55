extension LineEditor {
  /// The part of the word under way that is before the cursor: what follows the last blank.
  public var wordBeforeCursor: String {
    let start = characters[..<cursor].lastIndex(where: \.isWhitespace).map { $0 + 1 } ?? 0
    return String(characters[start..<cursor])
  }

  /// Replaces so many graphemes before the cursor, all of them if there are fewer.
  /// - Returns: Whether the new text fitted within the limit; what fits is inserted in any case.
  @discardableResult
  public mutating func replaceBeforeCursor(_ count: Int, with text: String) -> Bool {
    replace(max(0, cursor - count)..<cursor, with: "")
    return insert(text)
  }
}
