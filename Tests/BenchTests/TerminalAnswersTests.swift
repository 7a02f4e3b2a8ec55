import TestSupport
import Testing

@testable import Bench

@Suite struct TerminalAnswersTests {
  @Test(
    "only the two questions are answered",
    arguments: [
      ("plain text 6n c", ""), ("\u{1B}[6n", "\u{1B}[1;1R"), ("\u{1B}[c", "\u{1B}[?62;c"),
      ("a\u{1B}[6nb\u{1B}[cc", "\u{1B}[1;1R\u{1B}[?62;c"), ("\u{1B}\u{1B}[c", "\u{1B}[?62;c"),
      ("\u{1B}[16n\u{1B}[66n\u{1B}[6c\u{1B}[>c\u{1B}c\u{1B}[5n\u{1B}[", ""),
    ])
  func answers(output: String, answer: String) {
    var answers = TerminalAnswers()
    #expect(answers.answers(to: output.utf8) == Array(answer.utf8))
  }

  @Test("a question may come in pieces") func pieces() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    let parts = ["\u{1B}", "[", "6", "n", "c", "x", "\u{1B}[6n", "\u{1B}[c"]
    for _ in 0..<500 {
      let output = Array((0..<12).compactMap { _ in parts.randomElement(using: &random) }.joined().utf8)
      let cut = Int.random(in: 0...output.count, using: &random)
      var whole = TerminalAnswers()
      var split = TerminalAnswers()
      let halves = split.answers(to: output[..<cut]) + split.answers(to: output[cut...])
      #expect(whole.answers(to: output) == halves, "seed \(seed)")
    }
  }
}
