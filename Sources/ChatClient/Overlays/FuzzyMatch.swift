/// Whether a name is meant by a few of its letters, and how well: `gnl` finds `general`.
///
/// Names are handles, lower-case ASCII, so it looks at bytes: all channels are tried with every letter that is typed.
struct FuzzyMatch {
  private let letters: [UInt8]

  init(_ query: String) {
    letters = Array(query.lowercased().filter { !$0.isWhitespace }.utf8)
  }

  /// How well the query fits `name`, or nil if its characters are not all there in order.
  ///
  /// A whole prefix is best; characters that follow each other or begin a word count more; of two equals the shorter
  /// name is meant. Case is ignored.
  /// - Complexity: O(length of the name)
  func score(_ name: String) -> Int? {
    var name = name
    return name.withUTF8 { name in
      var score = -name.count
      var next = 0
      var previous: Int?
      for letter in letters {
        guard let index = name[next...].firstIndex(of: letter) else { return nil }
        if index == 0 {
          score += 30
        } else if index - 1 == previous {
          score += 20
        } else if !Self.isInWord(name[index - 1]) {
          score += 15
        }
        previous = index
        next = index + 1
      }
      return score
    }
  }

  private static func isInWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
