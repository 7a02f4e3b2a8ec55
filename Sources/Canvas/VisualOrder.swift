/// The order in which a line's graphemes stand on the screen, for terminals that leave the order to the program.
///
/// The Unicode Bidirectional Algorithm (UAX #9: rules W2–W7, N0–N2, I1, L2 and L4) for lines of a paragraph from left to
/// right, simplified:
/// - Each line is on its own: a number at its start does not see what the line before ended with.
/// - There are no embeddings, overrides and isolates; `Sanitizer` removes their control characters.
/// - A grapheme is as its first scalar is, and moves as a whole; Arabic letters are not joined anew.
public enum VisualOrder {
  /// A line in logical order, such as one of `StyledText.wrapped`, in visual order, with its styles, links and width.
  ///
  /// Text without letters from right to left stays as it is, at the cost of a look at its bytes. So does a line whose
  /// graphemes would merge with their new neighbours: half a flag, a mark without a letter.
  /// - Complexity: O(*n*)
  public static func line(_ text: StyledText) -> StyledText {
    guard text.runs.contains(where: { BidiClass.isNeeded(for: $0.text) }) else { return text }
    let parts = text.runs.map { graphemes($0.text) }
    var characters = parts.flatMap(\.self)
    let runs = parts.indices.flatMap { Array(repeating: $0, count: parts[$0].count) }
    let scalars = characters.map { $0.unicodeScalars.first ?? " " }
    var line = BidiLine(scalars)
    let levels = line.resolveLevels()
    for index in characters.indices where levels[index] == 1 {
      guard let mirrored = mirrored(scalars[index]), characters[index].unicodeScalars.count == 1 else {
        continue
      }
      characters[index] = mirrored
    }
    let order = order(levels)
    let result = joined(order, of: characters, from: text.runs, runs)
    let isWhole = result.runs.flatMap { graphemes($0.text) } == order.map { characters[$0] }
    return isWhole ? result : text
  }

  private static func graphemes(_ text: String) -> [Character] {
    TextScanner.scan(text) { scanner in
      var found: [Character] = []
      found.reserveCapacity(text.utf8.count)
      while let piece = scanner.next() {
        switch piece {
        case .ascii(let bytes): for byte in bytes { found.append(Character(Unicode.Scalar(byte))) }
        case .letter(let cluster): found.append(Character(cluster.scalar))
        case .other(let character): found.append(character)
        }
      }
      return found
    }
  }

  /// The text of graphemes in an order, each with the looks of its run.
  private static func joined(
    _ order: [Int], of characters: [Character], from texts: [StyledText.Run], _ runs: [Int]
  ) -> StyledText {
    var result = StyledText()
    var rest = order[...]
    while let first = rest.first {
      let run = texts[runs[first]]
      let stretch = rest.prefix { runs[$0] == runs[first] }
      var text = ""
      for index in stretch { text.append(characters[index]) }
      result.append(text, style: run.style, link: run.link)
      rest = rest.dropFirst(stretch.count)
    }
    return result
  }

  /// L4, for what is written in chats.
  private static func mirrored(_ scalar: Unicode.Scalar) -> Character? {
    switch scalar {
    case "(": ")"
    case ")": "("
    case "[": "]"
    case "]": "["
    case "{": "}"
    case "}": "{"
    case "<": ">"
    case ">": "<"
    case "«": "»"
    case "»": "«"
    case "‹": "›"
    case "›": "‹"
    case "≤": "≥"
    case "≥": "≤"
    default: nil
    }
  }

  /// L2: first the stretches of level 2 are reversed, then those of level 1 and above.
  private static func order(_ levels: [Int]) -> [Int] {
    var order = Array(levels.indices)
    for level in [2, 1] {
      var start = 0
      while let first = order[start...].firstIndex(where: { levels[$0] >= level }) {
        let end = order[first...].firstIndex { levels[$0] < level } ?? order.count
        order[first..<end].reverse()
        start = end
      }
    }
    return order
  }
}
