import TestSupport
import Testing

@testable import Canvas

@Suite struct ChangedColumnsTests {
  @Test("what has changed of a row is whole characters, from the first to the last")
  func wholeCharacters() {
    var first = Canvas(size: Size(width: 8, height: 1))
    first.draw("ab漢cd", at: .zero)
    var second = first
    #expect(second.changedColumns(ofRow: 0, since: first).isEmpty)
    second.draw("X", at: Point(x: 1, y: 0))
    #expect(second.changedColumns(ofRow: 0, since: first) == 1..<2)
    second.draw("Y", at: Point(x: 3, y: 0))
    // Half of the wide character is a space now.
    #expect(second.changedColumns(ofRow: 0, since: first) == 1..<4)
    second.draw("字", at: Point(x: 4, y: 0))
    #expect(second.changedColumns(ofRow: 0, since: first) == 1..<6)
    #expect(first.changedColumns(ofRow: 0, since: second) == 1..<6)
    #expect(second.changedColumns(ofRow: 0, since: nil) == 0..<8)
    #expect(second.changedColumns(ofRow: 0, since: Canvas(size: Size(width: 9, height: 1))) == 0..<8)
  }

  @Test("a lost link is a change")
  func links() {
    var first = Canvas(size: Size(width: 8, height: 1))
    let second = first
    first.draw(StyledText("ab", link: "https://c.d"), at: Point(x: 2, y: 0))
    var third = second
    third.draw("ab", at: Point(x: 2, y: 0))
    #expect(third.changedColumns(ofRow: 0, since: first) == 2..<4)
  }

  @Test("all that differs lies in the columns", arguments: 0..<200 as Range<UInt64>)
  func completeness(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var shown = Canvas(size: Size(width: 12, height: 3))
    for _ in 0..<20 {
      var next = shown
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let point = Point(x: .random(in: -3...12, using: &random), y: .random(in: 0...2, using: &random))
        let style = Bool.random(using: &random) ? Style.plain : Style(.red)
        next.draw(random.text(pieces: 0...6), at: point, style: style)
      }
      for y in 0..<3 { expectComplete(y, from: shown, to: next, "seed \(seed)") }
      shown = next
    }
  }

  private func expectComplete(_ y: Int, from shown: Canvas, to next: Canvas, _ words: Comment) {
    let columns = next.changedColumns(ofRow: y, since: shown)
    #expect(columns.isEmpty != next.changedRows(since: shown).contains(y), words)
    for x in 0..<12 where !columns.contains(x) {
      #expect(next[x, y] == shown[x, y], words)
      #expect(next.marks(x: x, y: y) == shown.marks(x: x, y: y), words)
    }
    guard let first = columns.first, let last = columns.last else { return }
    for canvas in [shown, next] { #expect(canvas[first, y].width > 0 && canvas[last, y].width < 2, words) }
  }
}
