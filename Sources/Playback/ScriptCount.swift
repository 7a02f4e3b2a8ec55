/// How many there are to be: exactly so many, or so many or more.
struct ScriptCount: Hashable, Sendable {
  let count: Int
  let orMore: Bool

  /// Reads `7`, or `7+` for seven or more.
  init?(_ text: String) {
    orMore = text.hasSuffix("+")
    guard let count = Int(scriptDigits: orMore ? text.dropLast() : text[...]) else { return nil }
    self.count = count
  }

  func holds(_ found: Int) -> Bool { orMore ? found >= count : found == count }
}

extension Int {
  /// Reads one to nine digits, and nothing else.
  init?(scriptDigits text: Substring) {
    guard (1...9).contains(text.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    self.init(text)
  }
}
