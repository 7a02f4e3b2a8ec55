import TestSupport
import Testing

@testable import Canvas

@Suite struct WrapTests {
  private func wrap(_ text: String, _ width: Int, indent: Int = 0, hanging: Int = 0) -> [String] {
    StyledText(text).wrapped(width: width, indent: indent, hangingIndent: hanging).map {
      String(repeating: ".", count: $0.indent) + $0.text.text
    }
  }

  @Test func wordsStayWhole() {
    #expect(wrap("the quick brown fox", 10) == ["the quick", "brown fox"])
    #expect(wrap("", 10) == [""])
    #expect(wrap("a  b   c", 3) == ["a", "b", "c"])
    #expect(wrap("ab   ", 3) == ["ab"])
  }

  @Test func lineEndsAreKept() {
    #expect(wrap("a\n\nb\n", 10) == ["a", "", "b", ""])
    #expect(wrap("abc\ndef", 3) == ["abc", "def"])
  }

  @Test func leadingSpacesOfAParagraphStay() {
    #expect(wrap("  let x\n  y", 7) == ["  let x", "  y"])
  }

  @Test func longWordsBreakBetweenGraphemes() {
    #expect(wrap("abcdefgh", 3) == ["abc", "def", "gh"])
    #expect(wrap("x e\u{301}e\u{301}e\u{301}", 2) == ["x", "e\u{301}e\u{301}", "e\u{301}"])
    #expect(wrap("see https://example.org", 8) == ["see", "https://", "example.", "org"])
  }

  @Test func wideCharactersAreNeverCut() {
    #expect(wrap("漢字漢字", 5) == ["漢字", "漢字"])
    #expect(wrap("ab 漢字漢字", 6) == ["ab 漢", "字漢字"])
    #expect(wrap("漢a字", 1) == ["□", "a", "□"])
  }

  @Test func hangingIndentNarrowsTheLinesBelow() {
    #expect(wrap("one two three", 8, hanging: 4) == ["one two", "....thre", "....e"])
    #expect(wrap("one two", 5, indent: 2) == ["..one", "two"])
    #expect(wrap("abc", 2, hanging: 9) == ["ab", ".c"])
  }

  @Test func stylesSurviveWrapping() {
    let text = StyledText("say ") + StyledText("@alice and", style: .plain.adding(.bold)) + StyledText(" go")
    let lines = text.wrapped(width: 8).map(\.text)
    #expect(lines[0] == "say")
    #expect(lines[1] == StyledText("@alice", style: .plain.adding(.bold)))
    #expect(lines[2] == StyledText("and", style: .plain.adding(.bold)) + StyledText(" go"))
  }

  @Test func rightToLeftTextKeepsItsLogicalOrder() {
    #expect(wrap("שלום abc עולם", 8) == ["שלום abc", "עולם"])
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func wrappingCoversAllTextAndStaysInside(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var text = StyledText()
    for _ in 0..<4 { text.append(random.text(), style: Bool.random(using: &random) ? .plain : Style(.red)) }
    let graphemes = text.runs.flatMap { Array($0.text) }
    let width = Int.random(in: 1...15, using: &random)
    let lines = text.wrapped(
      width: width, indent: .random(in: 0...5, using: &random),
      hangingIndent: .random(in: 0...5, using: &random))
    var next = 0
    for line in lines {
      #expect(line.indent + line.width <= width, "seed \(seed)")
      let skipped = graphemes[next..<line.range.lowerBound]
      #expect(skipped.allSatisfy(\.isNewline) && skipped.count <= 1, "seed \(seed)")
      let shown = line.text.runs.flatMap { Array($0.text) }
      let hidden = graphemes[line.range].dropFirst(shown.count)
      #expect(hidden.allSatisfy { $0 == " " }, "seed \(seed)")
      #expect(
        zip(shown, graphemes[line.range]).allSatisfy { $0 == $1 || $0 == "□" && TextWidth.width($1) > 1 },
        "seed \(seed)")
      next = line.range.upperBound
    }
    #expect(next == graphemes.count, "seed \(seed)")
  }
}
