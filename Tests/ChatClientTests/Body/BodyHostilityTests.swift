import Canvas
import TestSupport
import Testing

@testable import ChatClient

@Suite("Hostile messages")
struct BodyHostilityTests {
  private static let pieces = [
    "*", "**", "_", "`", "``", "```", "````", "\n", "\n```\n", "> ", ">", "@", "#", "@alice", ":", "http://",
    "https://a.b", "mailto:", "(",
    ")", "[", "]", " ", "  ", "a", "b1", "é", "e\u{301}", "\u{301}", "漢", "👨‍👩‍👧", "שלום", ".", ",", "!", "-",
    "\\", "\"", "“", "\u{600}1", "\u{200D}",
  ]

  /// Whether a message's lines are all there, code indented, but for lines that can be fences.
  private func isComplete(_ text: String, _ body: String) -> Bool {
    var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      if let shown = rest.first, shown == line || shown == "  \(line)" {
        rest.removeFirst()
      } else if !line.contains("```") {
        return false
      }
    }
    return rest.isEmpty
  }

  @Test(
    "no letter is lost, added or moved, and links are printable ASCII", arguments: 0..<500 as Range<UInt64>)
  func nothingIsLost(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    var body = ""
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      body += Self.pieces.randomElement(using: &generator) ?? ""
    }
    let text = BodyLooks.styled(body)
    #expect(isComplete(text.text, body), "seed \(seed)")
    for run in text.runs {
      guard let link = run.link else { continue }
      #expect(link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && link.utf8.count <= 2_083, "seed \(seed)")
    }
    let graphemes = text.runs.reduce(0) { $0 + $1.text.count }
    #expect(graphemes == text.text.count, "a grapheme is cut, seed \(seed)")
  }

  @Test("of fenced code all lines remain", arguments: 0..<200 as Range<UInt64>)
  func codeRemains(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    let lines = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
      "x" + (Self.pieces.filter { !$0.contains("\n") }.randomElement(using: &generator) ?? "")
    }
    let text = BodyLooks.styled("before\n```\n\(lines.joined(separator: "\n"))\n```\nafter")
    #expect(text.text == "before\n" + lines.map { "  \($0)\n" }.joined() + "after", "seed \(seed)")
  }

  @Test(
    "64k scalars of anything take linear time",
    arguments: [
      "*", "*a ", "**a ", "_a *b **c ", "*a* ", "`", "` `` ``` ", "`a ``", "``` ", "```\n", "```a\n",
      "````\n```\n", "> ", ">\n", "@", "@a ", "#-",
      "@a-", "http://", "http://a ", "https:", "mailto:a", "mailto:", "http://a(", "http://a)", "(http://a",
      "http://é", ":", "\n", "*\n", "\u{301}",
      "*\u{301}", "_@a_`b`http://c*d*\n",
    ])
  func linear(piece: String) {
    let count = 65_536 / piece.unicodeScalars.count
    let quarter = String(repeating: piece, count: count / 4)
    let whole = String(repeating: piece, count: count)
    let short = processorTime { _ = BodyLooks.styled(quarter) }
    let long = processorTime { _ = BodyLooks.styled(whole) }
    // Quadratic time would be sixteen times as much.
    #expect(long < short * 10, "\(short) for a quarter, \(long) for all")
  }
}
