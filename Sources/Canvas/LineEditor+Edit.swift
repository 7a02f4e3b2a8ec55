extension LineEditor {
  /// Inserts text at the cursor: what was typed or, at once, what was pasted.
  ///
  /// It is sanitised; line ends stay.
  /// - Returns: Whether all of it fitted within the limit; what fits is inserted in any case.
  @discardableResult
  public mutating func insert(_ text: String) -> Bool {
    if let key = text.utf8.first, text.utf8.count == 1, insert(key) { return true }
    let clean = Sanitizer.text(text, limit: .max)
    let fitting = clean.prefix(limit - characters.count)
    replace(cursor..<cursor, with: String(fitting))
    return fitting.endIndex == clean.endIndex
  }

  /// Inserts what most keys type, without a look at the rest of the text.
  /// - Returns: False if it may combine with its neighbours, is not printable ASCII, or does not fit.
  private mutating func insert(_ byte: UInt8) -> Bool {
    guard (0x20..<0x7F).contains(byte), characters.count < limit, standsAlone(cursor - 1), standsAlone(cursor)
    else { return false }
    characters.insert(Character(Unicode.Scalar(byte)), at: cursor)
    cursor += 1
    goal = nil
    return true
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
