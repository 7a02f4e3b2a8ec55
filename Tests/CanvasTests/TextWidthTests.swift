import TestSupport
import Testing

@testable import Canvas

@Suite struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("한글", 4), ("😀", 2), ("❤️", 1), ("❤", 1),
    ("שלום", 4), ("ﷺ", 1), ("①", 1), ("ｶ", 1), ("Ａ", 2), ("\u{200B}", 0), ("a\u{200D}", 1), ("\u{301}", 1),
    ("\u{7}", 1), ("\t", 1), ("\r\n", 1), ("\u{AD}", 0), ("\u{202E}x", 1), ("\u{378}", 1),
  ])
  func widthIsThatOfThePlainTerminal(text: String, width: Int) {
    #expect(TextWidth.width(text) == width, "\(text.unicodeScalars.map(\.value))")
  }

  @Test(arguments: [
    ("👨‍👩‍👧‍👦", "👨"), ("👍🏽", "👍"), ("🇩🇪", "DE"), ("🇩🇪🇫🇷", "DEFR"), ("🇫", "F"), ("1️⃣", "1"), ("❤️", "❤"), ("🏳️‍🌈", "🏳"),
    ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "🏴"), ("🏽", "🏽"), ("👩🏽‍🚒", "👩"),
    ("a\u{1B}b", "a\u{FFFD}b"), ("a\tb\r\nc", "a b c"), ("\u{301}", " \u{301}"), ("क्‍ष", "क्ष"), ("می‌خ", "می‌خ"),
  ])
  func emojiSequencesAreReducedToWhatAPlainTerminalShows(text: String, reduced: String) {
    #expect(TextWidth.reduced(text).unicodeScalars.elementsEqual(reduced.unicodeScalars))
  }

  @Test func noMoreMarksThanACellHoldsAreShown() {
    let text = "a" + String(repeating: "\u{301}", count: 1_000) + "b"
    #expect(TextWidth.reduced(text).unicodeScalars.count == 6)
    #expect(TextWidth.width(text) == 2)
  }

  @Test func truncationEndsAtAGraphemeAndShowsAnEllipsis() {
    #expect(TextWidth.truncated("abcdef", to: 6) == "abcdef")
    #expect(TextWidth.truncated("abcdef", to: 5) == "abcd…")
    #expect(TextWidth.truncated("漢字漢", to: 5) == "漢字…")
    #expect(TextWidth.truncated("漢字漢", to: 4) == "漢…")
    #expect(TextWidth.truncated("abc", to: 0) == "")
    #expect(TextWidth.truncated("abc", to: 1) == "…")
    #expect(TextWidth.truncated("abc", to: 2, ellipsis: "...") == "ab")
  }

  @Test func paddingFillsExactlyTheColumns() {
    #expect(TextWidth.padded("漢", to: 4) == "漢  ")
    #expect(TextWidth.padded("漢字", to: 3) == "漢…")
    #expect(TextWidth.padded("漢字漢", to: 4) == "漢… ")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func theWidthOfATextIsTheSumOfItsGraphemes(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let text = random.text()
    #expect(TextWidth.width(text) == text.reduce(0) { $0 + TextWidth.width($1) }, "seed \(seed)")
    let columns = Int.random(in: 0...20, using: &random)
    #expect(TextWidth.width(TextWidth.padded(text, to: columns)) == columns, "seed \(seed)")
  }

  @Test func theTableCoversEveryScalarWithoutTrapping() {
    let sum = (0...0x10FFFF as ClosedRange<UInt32>).reduce(into: 0) { sum, value in
      sum += Unicode.Scalar(value).flatMap { TextWidth.width(of: $0) } ?? 0
    }
    #expect(sum == 162_557 + 2 * 117_262)
  }
}
