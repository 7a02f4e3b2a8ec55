import TestSupport

extension SeededRandom {
  /// Text that is hard on a terminal: a mix of everything that has a width of its own.
  mutating func text(pieces: ClosedRange<Int> = 0...30) -> String {
    var text = ""
    for _ in 0..<Int.random(in: pieces, using: &self) { text += piece() }
    return text
  }

  private mutating func piece() -> String {
    switch Int.random(in: 0..<14, using: &self) {
    case 0...3: String(Self.letters.randomElement(using: &self) ?? "a")
    case 4, 5: " "
    case 6: String(Self.wide.randomElement(using: &self) ?? "漢")
    case 7: Self.sequences.randomElement(using: &self) ?? ""
    case 8, 9: String(Unicode.Scalar(UInt32.random(in: 0x300...0x36F, using: &self)) ?? "\u{301}")
    case 10: String(Unicode.Scalar(UInt8.random(in: 0...0x9F, using: &self)))
    case 11: String(Unicode.Scalar(UInt32.random(in: 0x2000...0x206F, using: &self)) ?? " ")
    default: String(Unicode.Scalar(UInt32.random(in: 0...0x1_FFFF, using: &self)) ?? "\u{FFFD}")
    }
  }

  private static let letters = Array("abcXYZ09éßжאבعم-_")
  private static let wide = Array("漢字かなカ한글😀🚀👍")
  private static let sequences = [
    "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "1️⃣", "❤️", "🏳️‍🌈", "क्षि", "क्‍ष", "e\u{301}\u{302}", "\r\n", "\n", "\t", "각", "🇫",
    "\u{200D}", "\u{1160}", "\u{FE0F}", "\u{600}1", "🏴\u{E0067}\u{E0062}\u{E007F}", "می‌خواهم",
  ]
}
