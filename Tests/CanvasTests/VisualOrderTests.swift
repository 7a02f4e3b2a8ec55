import TestSupport
import Testing

@testable import Canvas

@Suite struct VisualOrderTests {
  private func visual(_ text: String) -> String { VisualOrder.line(StyledText(text)).text }

  /// Upper-case letters stand for Hebrew ones, as in the examples of UAX #9; the visual order reads from the left.
  private func visual(latin text: String) -> String {
    let first = Unicode.Scalar("א").value
    let hebrew = String.UnicodeScalarView(
      text.unicodeScalars.map { ("A"..."Z").contains($0) ? Unicode.Scalar(first + $0.value - 65) ?? $0 : $0 })
    let result = visual(String(hebrew)).unicodeScalars.map {
      (first..<first + 26).contains($0.value) ? Unicode.Scalar(UInt8($0.value - first + 65)) : $0
    }
    return String(String.UnicodeScalarView(result))
  }

  @Test(arguments: [
    ("car is THE CAR in hebrew", "car is RAC EHT in hebrew"), ("ABC", "CBA"), ("ABC DEF", "FED CBA"),
    ("abc", "abc"), ("ABC abc", "CBA abc"), ("abc ABC!", "abc CBA!"), ("ABC, DEF.", "FED ,CBA."),
  ])
  func lettersFromRightToLeftAreReversedWithWhatIsBetweenThem(logical: String, visual: String) {
    #expect(self.visual(latin: logical) == visual)
  }

  @Test(arguments: [
    ("A 12 B", "B 12 A"), ("A 1.5 B", "B 1.5 A"), ("A 1-2 B", "B 1-2 A"), ("A 12", "12 A"), ("12 A", "12 A"),
    ("A 5% B", "B 5% A"), ("A $12, B", "B ,$12 A"), ("a 12 B", "a 12 B"), ("A 1. B", "B .1 A"),
  ])
  func numbersKeepTheirOrder(logical: String, visual: String) {
    #expect(self.visual(latin: logical) == visual)
  }

  @Test(arguments: [
    ("A (B) C", "C (B) A"), ("A (B)", "(B) A"), ("a (B) c", "a (B) c"), ("A (b) C", "A (b) C"),
    ("A [b C] D", "A [b C] D"),
    ("A <B> C", "C <B> A"), ("A ((B", "B)) A"), ("(A", "(A"), ("a (A) B)", "a (A) B)"),
  ])
  func bracketsAreMirroredAndStayPairs(logical: String, visual: String) {
    #expect(self.visual(latin: logical) == visual)
  }

  @Test func arabicLettersMakeNumbersArabic() {
    #expect(visual("م 1-2 م") == "م 2-1 م" && visual("م 1/2 م") == "م 1/2 م")
    #expect(visual("٣ + ٤") == "٤ + ٣")
  }

  @Test func graphemesMoveAsAWhole() {
    #expect(visual("שָׁלוֹם 👨‍👩‍👧 é") == String("שָׁלוֹם".reversed()) + " 👨‍👩‍👧 é")
  }

  @Test func stylesAndLinksStayWithTheirGraphemes() {
    let text =
      StyledText("אב") + StyledText("ג", style: Style(.red)) + StyledText("ד", link: "https://a.b")
      + StyledText(" x")
    #expect(
      VisualOrder.line(text)
        == StyledText("ד", link: "https://a.b") + StyledText("ג", style: Style(.red)) + StyledText("בא x"))
  }

  @Test func graphemesThatWouldMergeAreLeftAlone() {
    let text = StyledText("א") + StyledText("\u{301}ב", style: Style(.red))
    #expect(VisualOrder.line(text).width == text.width)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func textFromLeftToRightStaysAsItIs(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let text = random.text().unicodeScalars.filter { BidiClass($0) == .left || $0.value < 0x590 }
    let line = StyledText(String(String.UnicodeScalarView(text)))
    #expect(VisualOrder.line(line) == line, "seed \(seed)")
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func noGraphemeIsLostAndTheWidthStays(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var line = StyledText()
    for index in 0..<4 {
      let text = Bool.random(using: &random) ? random.text(pieces: 0...8) : random.bidiText()
      line.append(text, style: index.isMultiple(of: 2) ? .plain : Style(.red))
    }
    let visual = VisualOrder.line(line)
    #expect(counts(visual) == counts(line), "seed \(seed)")
    #expect(visual.width == line.width, "seed \(seed)")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func wordsOfOneDirectionAreTheirOwnMirrorImage(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let letters = (0..<Int.random(in: 1...20, using: &random)).map { _ in
      "אבגדה וז".randomElement(using: &random) ?? "א"
    }
    let word = "א" + String(letters) + "ב"
    #expect(visual(word) == String(word.reversed()), "seed \(seed)")
    #expect(visual(visual(word)) == word, "seed \(seed)")
  }

  @Test(arguments: ["(", "(א", "א(", "א)", "(א) ", "((א))", "א 1", "1,", "$", "א$1", "<[{("])
  func longHostileLinesTakeLinearTime(piece: String) {
    let line = { StyledText("א" + String(repeating: piece, count: $0 / piece.count)) }
    let short = processorTime { _ = VisualOrder.line(line(16_384)) }
    let long = processorTime { _ = VisualOrder.line(line(65_536)) }
    // Quadratic time would be sixteen times as much.
    #expect(long < short * 10, "\(short), then \(long)")
  }

  /// How often each grapheme occurs in each style; mirrored ones count as one.
  private func counts(_ text: StyledText) -> [String: Int] {
    let mirrored: [Character: Character] = [
      ")": "(", "]": "[", "}": "{", ">": "<", "»": "«", "›": "‹", "≥": "≤",
    ]
    return text.runs.reduce(into: [:]) { counts, run in
      for character in run.text {
        counts["\(mirrored[character] ?? character) \(run.style)", default: 0] += 1
      }
    }
  }
}

extension SeededRandom {
  fileprivate mutating func bidiText() -> String {
    let characters = Array("abאבגدم123٤٥ ,.:+-$%()[]{}<>!?\"'«»漢é/")
    return String(
      (0..<Int.random(in: 0...20, using: &self)).map { _ in characters.randomElement(using: &self) ?? " " })
  }
}
