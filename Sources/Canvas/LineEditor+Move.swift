extension LineEditor {
  /// Moves the cursor back by a grapheme.
  public mutating func moveLeft() { move(to: max(0, cursor - 1)) }

  /// Moves the cursor on by a grapheme.
  public mutating func moveRight() { move(to: min(cursor + 1, characters.count)) }

  /// Moves the cursor to the start of the word before it.
  public mutating func moveWordLeft() { move(to: wordStart) }

  /// Moves the cursor to the end of the word after it.
  public mutating func moveWordRight() { move(to: wordEnd) }

  /// Moves the cursor to the start of its line of text, not of its wrapped row.
  public mutating func moveToLineStart() { move(to: lineStart) }

  /// Moves the cursor to the end of its line of text, not of its wrapped row.
  public mutating func moveToLineEnd() { move(to: lineEnd) }

  /// Moves the cursor to the start of the text.
  public mutating func moveToStart() { move(to: 0) }

  /// Moves the cursor to the end of the text.
  public mutating func moveToEnd() { move(to: characters.count) }

  private mutating func move(to position: Int) {
    cursor = position
    goal = nil
  }

  var lineStart: Int {
    characters[..<cursor].lastIndex { $0.isNewline }.map { $0 + 1 } ?? 0
  }

  var lineEnd: Int {
    characters[cursor...].firstIndex { $0.isNewline } ?? characters.count
  }

  var wordStart: Int {
    let end = characters[..<cursor].lastIndex(where: Self.isWord) ?? 0
    return characters[..<end].lastIndex { !Self.isWord($0) }.map { $0 + 1 } ?? 0
  }

  var wordEnd: Int {
    let start = characters[cursor...].firstIndex(where: Self.isWord) ?? characters.count
    return characters[start...].firstIndex { !Self.isWord($0) } ?? characters.count
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}

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
