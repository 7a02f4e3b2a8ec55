/// A text being written: several lines, a cursor between graphemes, and what was last killed.
///
/// Pure: keys are turned into calls elsewhere. An edit costs time in the length of the text, which the limit bounds.
public struct LineEditor: Hashable, Sendable {
  /// The most graphemes it takes.
  public let limit: Int
  /// The graphemes before the cursor.
  public internal(set) var cursor = 0
  var characters: [Character] = []
  /// What `yank()` inserts.
  var killed: String = ""
  /// The column that moving up and down keeps to.
  var goal: Int?

  /// An editor with a text, and the cursor at its end.
  public init(_ text: String = "", limit: Int = 8_192) {
    self.limit = limit
    insert(text)
  }

  /// The text.
  public var text: String { String(characters) }

  /// Whether there is no text.
  public var isEmpty: Bool { characters.isEmpty }

  /// Whether two editors have the same text, wherever their cursors are.
  public func hasSameText(as other: LineEditor) -> Bool { characters == other.characters }

  /// Replaces the text and puts the cursor at its end.
  public mutating func set(_ text: String) {
    clear()
    insert(text)
  }

  /// Removes the text; what was killed stays.
  public mutating func clear() {
    replace(0..<characters.count, with: "")
  }

  /// Replaces graphemes and puts the cursor after the replacement.
  ///
  /// The text is broken into graphemes anew where what is inserted or comes together may combine.
  mutating func replace(_ range: Range<Int>, with text: String) {
    goal = nil
    if text.utf8.allSatisfy(Self.standsAlone), standsAlone(range.lowerBound - 1),
      standsAlone(range.upperBound)
    {
      characters.replaceSubrange(range, with: text)
      cursor = range.lowerBound + text.utf8.count
      return
    }
    let head = String(characters[..<range.lowerBound]) + text
    let whole = head + String(characters[range.upperBound...])
    characters = Array(whole)
    var bytes = head.utf8.count
    cursor =
      characters.firstIndex { character in
        if bytes <= 0 { return true }
        bytes -= character.utf8.count
        return false
      } ?? characters.count
  }

  /// Whether the grapheme there, if there is one, cannot become part of another.
  private func standsAlone(_ index: Int) -> Bool {
    !characters.indices.contains(index) || characters[index].utf8.allSatisfy(Self.standsAlone)
  }

  /// Whether a byte is of ASCII, of which nothing combines but a carriage return with a line feed (UAX #29, GB3).
  private static func standsAlone(_ byte: UInt8) -> Bool { byte < 0x80 && byte != 0x0D }
}
