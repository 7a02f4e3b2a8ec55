import TestSupport
import Testing

@testable import Canvas

@Suite struct TextScannerTests {
  private func graphemes(_ text: String, most: Int) -> [String] {
    TextScanner.scan(text) { scanner in
      var found: [String] = []
      while let piece = scanner.next(most: most) {
        switch piece {
        case .ascii(let bytes): found += bytes.map { String(Unicode.Scalar($0)) }
        case .letter(let cluster): found.append(String(cluster.scalar))
        case .other(let character): found.append(String(character))
        }
      }
      return found
    }
  }

  private func expectSame(_ text: String, most: Int = .max, _ comment: Comment) {
    let expected = text.map { String($0) }
    let found = graphemes(text, most: most)
    #expect(
      found.elementsEqual(expected) { $0.unicodeScalars.elementsEqual($1.unicodeScalars) }, comment)
  }

  @Test(arguments: [
    "", "abc", "naïve", "漢字 kana かな", "e\u{301}x", "a\u{200D}b", "é\u{301}", "漢\u{FE00}a", "a\r\nb",
    "한\u{11A8}x", "\u{1100}\u{AC00}",
    "\u{600}1", "© ®\u{FE0F}", "ש\u{5B0}", "┌─┐", "\u{7F}x\u{80}", "नमस्ते", "👨‍👩‍👧é", "…\u{20E3}",
  ])
  func piecesAreGraphemes(text: String) {
    expectSame(text, "\(text.unicodeScalars.map(\.value))")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func piecesOfAnyTextAreItsGraphemesHoweverLongTheStretches(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let text = random.text()
    expectSame(text, "seed \(seed)")
    expectSame(text, most: .random(in: 1...4, using: &random), "seed \(seed)")
  }

  @Test func everyScalarAmongLettersIsToldAsTheStandardLibraryTellsIt() {
    for value in 0x80...0xFFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in ["a\(scalar)b", "é\(scalar)漢", "\(scalar)\u{301}", "가\(scalar)가"] {
        let isSame = graphemes(text, most: .max).count == text.count
        if !isSame { Issue.record("U+\(String(value, radix: 16))") }
      }
    }
  }
}
