/// Whether a name is meant by a few of its letters, and how well: `gnl` finds `general`.
enum FuzzyMatch {
  /// How well `query` fits `name`, or nil if its characters are not all there in order.
  ///
  /// A whole prefix is best; characters that follow each other or begin a word count more; of two equals the shorter
  /// name is meant. Case is ignored.
  /// - Complexity: O(length of the name)
  static func score(_ query: String, in name: String) -> Int? {
    let name = Array(name.lowercased())
    var score = -name.count
    var next = 0
    var previous: Int?
    for character in query.lowercased() where !character.isWhitespace {
      guard let index = name[next...].firstIndex(of: character) else { return nil }
      if index == 0 {
        score += 30
      } else if index - 1 == previous {
        score += 20
      } else if !name[index - 1].isLetter && !name[index - 1].isNumber {
        score += 15
      }
      previous = index
      next = index + 1
    }
    return score
  }
}
