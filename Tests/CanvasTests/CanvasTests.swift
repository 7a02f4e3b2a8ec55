import TestSupport
import Testing

@testable import Canvas

@Suite struct CanvasTests {
  private func canvas(_ width: Int, _ height: Int) -> Canvas {
    Canvas(size: Size(width: width, height: height))
  }

  @Test func drawingIsClippedAtAllFourEdges() {
    var canvas = canvas(5, 3)
    let used1 = canvas.draw("abcdefgh", at: Point(x: -2, y: 0))
    #expect(used1 == 5)
    let used2 = canvas.draw("xyz", at: Point(x: 3, y: 2))
    #expect(used2 == 2)
    let used3 = canvas.draw("never", at: Point(x: 0, y: -1))
    #expect(used3 == 0)
    let used4 = canvas.draw("never", at: Point(x: 0, y: 3))
    #expect(used4 == 0)
    let used5 = canvas.draw("never", at: Point(x: 5, y: 0))
    #expect(used5 == 0)
    #expect(canvas.text == "cdefg\n\n   xy")
  }

  @Test func drawingIsClippedToTheRectangleGiven() {
    var canvas = canvas(8, 2)
    canvas.fill(canvas.bounds, with: ".")
    let used6 = canvas.draw("abcdef", at: Point(x: 1, y: 0), within: Rect(x: 2, y: 0, width: 3, height: 1))
    #expect(used6 == 3)
    #expect(canvas.text == "..bcd...\n........")
  }

  @Test func aWideCharacterCutByAnEdgeBecomesASpace() {
    var canvas = canvas(4, 2)
    let used7 = canvas.draw("a漢字", at: .zero)
    #expect(used7 == 4)
    #expect(canvas.text == "a漢\n")
    let used8 = canvas.draw("漢字漢", at: Point(x: -1, y: 1))
    #expect(used8 == 4)
    #expect(canvas.text == "a漢\n 字")
    #expect(canvas[3, 0].width == 1 && canvas[3, 0].scalar == " ")
  }

  @Test func overwritingHalfOfAWideCharacterBlanksTheOther() {
    var canvas = canvas(6, 1)
    canvas.draw("漢字漢", at: .zero)
    canvas.put("x", at: Point(x: 1, y: 0))
    #expect(canvas.text == " x字漢")
    canvas.put("y", at: Point(x: 2, y: 0))
    #expect(canvas.text == " xy 漢")
    canvas.put("😀", at: Point(x: 3, y: 0))
    #expect(canvas.text == " xy😀")
  }

  @Test func marksBelongToTheirCellAndGoWithIt() {
    var canvas = canvas(3, 1)
    let empty = canvas
    canvas.draw("e\u{301}x", at: .zero)
    #expect(canvas.text.unicodeScalars.elementsEqual("e\u{301}x".unicodeScalars))
    #expect(canvas.marks(x: 0, y: 0) == ["\u{301}"])
    canvas.fill(canvas.bounds)
    #expect(canvas == empty)
  }

  @Test func rowsThatDifferOnlyInAMarkOrAStyleHaveChanged() {
    var first = canvas(3, 4)
    #expect(first.changedRows(since: nil) == [0, 1, 2, 3])
    first.draw("e\u{301}", at: Point(x: 0, y: 1))
    var second = first
    #expect(second.changedRows(since: first) == [])
    second.draw("e\u{302}", at: Point(x: 0, y: 1))
    second.draw(" ", at: Point(x: 2, y: 3), style: Style(.red))
    #expect(second.changedRows(since: first) == [1, 3])
    #expect(second.changedRows(since: canvas(4, 4)) == [0, 1, 2, 3])
  }

  @Test func stylesAreMappedToLetters() {
    var canvas = canvas(6, 2)
    canvas.draw(
      StyledText("a", style: Style(.red)) + StyledText("b") + StyledText("c", style: .plain.adding(.bold)),
      at: .zero)
    canvas.draw("漢", at: Point(x: 0, y: 1), style: Style(.red))
    #expect(canvas.styleMap == "a b\naa\na: 1\nb: bold")
    canvas.restyle(Rect(x: 0, y: 1, width: 1, height: 1)) { $0.adding(.reverse) }
    #expect(canvas.styleMap == "a b\ncc\na: 1\nb: bold\nc: 1 reverse")
  }

  @Test func linesAndBoxesAreDrawnInBothSets() {
    var canvas = canvas(4, 3)
    canvas.box(canvas.bounds)
    #expect(canvas.text == "┌──┐\n│  │\n└──┘")
    canvas.box(canvas.bounds, lines: .ascii)
    #expect(canvas.text == "+--+\n|  |\n+--+")
    canvas.box(Rect(x: 1, y: 1, width: 1, height: 1))
    #expect(canvas.text == "+--+\n|  |\n+--+")
  }

  @Test func trailingTextEndsAtTheEdgeAndTellsWhatIsLeft() {
    var canvas = canvas(10, 1)
    let rest = canvas.drawTrailing("@1  7", in: canvas.bounds)
    #expect(canvas.text == "     @1  7")
    #expect(rest == Rect(x: 0, y: 0, width: 5, height: 1))
    let none = canvas.drawTrailing("longer than that", in: rest)
    #expect(none.isEmpty)
    #expect(canvas.text == "long…@1  7")
  }

  @Test func aTitledBoxShowsItsTextsInTheBorder() {
    var canvas = canvas(30, 3)
    let box = TitledBox(
      header: "dogear ─ alice", trailingHeader: "3 unread", footer: "ok", trailingFooter: "? help")
    let inside = box.draw(on: &canvas, in: canvas.bounds)
    #expect(inside == Rect(x: 1, y: 1, width: 28, height: 1))
    #expect(
      canvas.text == """
        ┌ dogear ─ alice ── 3 unread ┐
        │                            │
        └ ok ──────────────── ? help ┘
        """)
  }

  @Test func theTrailingTextOfABoxOutlivesTheLeadingOne() {
    var canvas = canvas(18, 2)
    TitledBox(header: "dogear ─ alice", trailingHeader: "3 unread").draw(on: &canvas, in: canvas.bounds)
    #expect(canvas.text == "┌ do… ─ 3 unread ┐\n└────────────────┘")
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func noDrawingLeavesHalfAWideCharacterOrLosesAColumn(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let size = Size(width: .random(in: 0...12, using: &random), height: .random(in: 0...4, using: &random))
    var canvas = Canvas(size: size)
    for _ in 0..<20 {
      let text = random.text()
      let point = Point(x: .random(in: -5...14, using: &random), y: .random(in: -1...4, using: &random))
      let clip = Rect(
        x: .random(in: -2...8, using: &random), y: .random(in: -1...3, using: &random),
        width: .random(in: 0...12, using: &random), height: .random(in: 0...4, using: &random))
      let used = canvas.draw(text, at: point, style: Style(.red), within: clip)
      let width = TextWidth.width(text)
      let inside = Rect(x: point.x, y: point.y, width: width, height: 1).intersection(clip).intersection(
        canvas.bounds)
      #expect(used == inside.width || inside.height == 0 && used == 0, "seed \(seed)")
      for x in inside.x..<inside.maxX where inside.height == 1 {
        #expect(canvas[x, point.y].style == Style(.red), "seed \(seed)")
      }
      expectWhole(canvas, seed: seed)
    }
  }

  private func expectWhole(_ canvas: Canvas, seed: UInt64) {
    for y in 0..<canvas.size.height {
      var x = 0
      while x < canvas.size.width {
        let cell = canvas[x, y]
        #expect(cell.width > 0, "half a wide character, seed \(seed)")
        #expect(cell.hasMarks == !canvas.marks(x: x, y: y).isEmpty, "seed \(seed)")
        if cell.width == 2 {
          #expect(x + 1 < canvas.size.width && canvas[x + 1, y].width == 0, "seed \(seed)")
        }
        x += max(1, cell.width)
      }
    }
  }
}
