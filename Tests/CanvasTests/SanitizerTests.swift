import TestSupport
import Testing

@testable import Canvas

@Suite struct SanitizerTests {
  @Test(arguments: [
    ("plain text, é 漢 😀", "plain text, é 漢 😀"),
    ("a\u{1B}[31mred\u{1B}[0m", "ared"), ("a\u{9B}31mb", "ab"), ("\u{1B}[<0;1;2Mx", "x"),
    ("a\u{1B}]0;title\u{7}b", "ab"), ("a\u{1B}]52;c;Zm9v\u{1B}\\b", "ab"),
    ("a\u{9D}8;;http://x\u{9C}b", "ab"),
    ("a\u{1B}Pq#0\u{1B}\\b", "ab"), ("a\u{1B}_x\u{1B}\\b\u{1B}^y\u{1B}\\c\u{1B}Xz\u{1B}\\d", "abcd"),
    ("a\u{1B}cb", "ab"), ("a\u{1B}(0b", "ab"), ("a\u{1B}", "a"), ("a\u{1B}[", "a"), ("a\u{1B}[31", "a"),
    ("a\u{1B}]0;never ends\nb", "a b"), ("a\u{1B}[3\u{1B}[1mb", "ab"), ("\u{0}\u{8}\u{7F}\u{80}x", "x"),
    ("a\tb", "a    b"), ("a\r\nb\rc\u{2028}d\u{85}e", "a b c d e"),
    ("\u{202E}evil\u{202C}\u{2066}x\u{2069}\u{200F}\u{61C}", "evilx"), ("a\u{200B}\u{FEFF}\u{2060}b", "ab"),
    ("x\u{E0041}\u{E0042}", "x"), ("👨‍👩‍👧", "👨‍👩‍👧"),
    ("1️⃣", "1️⃣"), ("می‌خواهم", "می‌خواهم"),
  ])
  func aLineBecomesHarmless(raw: String, clean: String) {
    #expect(
      Sanitizer.line(raw).unicodeScalars.elementsEqual(clean.unicodeScalars),
      "\(Sanitizer.line(raw).debugDescription)")
  }

  @Test func textKeepsItsLineEnds() {
    #expect(Sanitizer.text("a\r\nb\n\nc\u{2029}d") == "a\nb\n\nc\nd")
  }

  @Test(arguments: [0xFFFE, 0xFDD0, 0x1FFFF, 0x10FFFE] as [UInt32])
  func aNonCharacterIsReplaced(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(Sanitizer.line("a\(scalar)b") == "a\u{FFFD}b")
  }

  @Test func stackedMarksAreBounded() {
    let clean = Sanitizer.line("z" + String(repeating: "\u{301}\u{200D}", count: 500) + "y")
    #expect(clean.unicodeScalars.count == 10)
  }

  @Test func anEscapeSequenceThatNeverEndsHidesABoundedStretch() {
    let clean = Sanitizer.line("\u{1B}]0;" + String(repeating: "x", count: 5_000))
    #expect((3_900...4_000).contains(clean.count))
    #expect(Sanitizer.line("\u{1B}[" + String(repeating: "1", count: 100) + "x").count == 37)
  }

  @Test func lengthIsBoundedAndTheCutShown() {
    #expect(Sanitizer.line("abcdef", limit: 6) == "abcdef")
    #expect(Sanitizer.line("abcdef", limit: 4) == "abc…")
    #expect(Sanitizer.line("abcdef", limit: 0) == "")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func cleanTextStaysAsItIsAndHoldsNothingHarmful(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var raw = ""
    let breaks = ["\u{1B}[", "\u{1B}]", "\u{9B}1;2", "\u{7}", "\u{1B}", "\r", ""]
    for _ in 0..<10 {
      raw += random.text() + (breaks.randomElement(using: &random) ?? "")
    }
    let limit = Int.random(in: 0...200, using: &random)
    let clean = Sanitizer.text(raw, limit: limit)
    #expect(Sanitizer.text(clean, limit: limit) == clean, "seed \(seed)")
    #expect(clean.unicodeScalars.count <= limit, "seed \(seed)")
    for scalar in clean.unicodeScalars {
      #expect(scalar == "\n" || scalar.properties.generalCategory != .control, "seed \(seed)")
    }
  }
}
