/// The order in which a line's graphemes stand on the screen, for terminals that leave the order to the program.
///
/// The Unicode Bidirectional Algorithm (UAX #9: rules W2–W7, N0–N2, I1, L2 and L4) for lines of a paragraph from left to
/// right, simplified:
/// - Each line is on its own: a number at its start does not see what the line before ended with.
/// - There are no embeddings, overrides and isolates; `Sanitizer` removes their control characters.
/// - A grapheme is as its first scalar is, and moves as a whole; Arabic letters are not joined anew.
public enum VisualOrder {
  private static let mirrored: [Character: Character] = [
    "(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<", "«": "»", "»": "«",
    "‹": "›", "›": "‹", "≤": "≥", "≥": "≤",
  ]

  /// A line in logical order, such as one of `StyledText.wrapped`, in visual order, with its styles, links and width.
  ///
  /// Text without letters from right to left stays as it is, at the cost of a look at its bytes. So does a line whose
  /// graphemes would merge with their new neighbours: half a flag, a mark without a letter.
  /// - Complexity: O(*n*)
  public static func line(_ text: StyledText) -> StyledText {
    guard text.runs.contains(where: { BidiClass.isNeeded(for: $0.text) }) else { return text }
    var characters = text.runs.flatMap { Array($0.text) }
    let runs = text.runs.indices.flatMap { Array(repeating: $0, count: text.runs[$0].text.count) }
    var line = BidiLine(characters)
    let levels = line.resolveLevels()
    for index in characters.indices where levels[index] == 1 {
      characters[index] = mirrored[characters[index]] ?? characters[index]
    }
    let order = order(levels)
    var result = StyledText()
    for index in order {
      let run = text.runs[runs[index]]
      result.append(String(characters[index]), style: run.style, link: run.link)
    }
    let isWhole = result.runs.lazy.flatMap(\.text).elementsEqual(order.lazy.map { characters[$0] })
    return isWhole ? result : text
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
