extension LineEditor {
  /// Inserts text at the cursor: what was typed or, at once, what was pasted.
  ///
  /// It is sanitised; line ends stay.
  /// - Returns: Whether all of it fitted within the limit; what fits is inserted in any case.
  @discardableResult
  public mutating func insert(_ text: String) -> Bool {
    // What most keys type is clean, and fits unless the text is full.
    if text.utf8.count == 1, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }), characters.count < limit {
      replace(cursor..<cursor, with: text)
      return true
    }
    let clean = Sanitizer.text(text, limit: .max)
    let fitting = clean.prefix(limit - characters.count)
    replace(cursor..<cursor, with: String(fitting))
    return fitting.endIndex == clean.endIndex
  }

  /// Deletes the grapheme before the cursor.
  public mutating func deleteBackward() {
    replace(max(0, cursor - 1)..<cursor, with: "")
  }

  /// Deletes the grapheme after the cursor.
  public mutating func deleteForward() {
    replace(cursor..<min(cursor + 1, characters.count), with: "")
  }

  /// Kills back to the start of the word.
  public mutating func deleteWordBackward() {
    kill(wordStart..<cursor)
  }

  /// Kills on to the end of the word.
  public mutating func deleteWordForward() {
    kill(cursor..<wordEnd)
  }

  /// Kills the rest of the line; at its end, the line end.
  public mutating func killToEnd() {
    let end = lineEnd
    kill(cursor..<(end > cursor ? end : min(cursor + 1, characters.count)))
  }

  /// Kills the line up to the cursor.
  public mutating func killToStart() {
    kill(lineStart..<cursor)
  }

  /// Inserts what was last killed.
  public mutating func yank() {
    insert(killed)
  }

  /// Removes graphemes and remembers them; nothing is remembered of nothing.
  private mutating func kill(_ range: Range<Int>) {
    if range.isEmpty { return }
    killed = String(characters[range])
    replace(range, with: "")
  }
}
