import Canvas
import TestSupport
import Testing

@testable import Terminal

@Suite struct LinkPainterTests {
  private static let size = Size(width: 12, height: 3)
  private static let under = Style(.default, on: .default, .underline)
  private static let url = "https://a.b"

  private func canvas(_ texts: StyledText...) -> Canvas {
    var canvas = Canvas(size: Self.size)
    for (y, text) in texts.enumerated() { canvas.draw(text, at: Point(x: 0, y: y)) }
    return canvas
  }

  private func link(_ text: String, style: Style = under, to target: String = url) -> StyledText {
    StyledText(text, style: style, link: target)
  }

  private func bytes(
    _ canvas: Canvas, since shown: Canvas? = nil, mode: ColorMode = .indexed256, glyphs: Glyphs = .unicode,
    width: Int = 12
  ) -> String {
    LinkPainter(colorMode: mode, glyphs: glyphs).sequence(
      rows: canvas.changedRows(since: shown), of: canvas, in: Size(width: width, height: 3), since: shown
    ).replacing("\u{1B}", with: "^")
  }

  @Test func aLinkIsDrawnAgainBetweenTheTwoSequencesAndNothingElseMoves() {
    #expect(bytes(canvas("a ")) == "")
    let drawn = bytes(canvas(StyledText("a ") + link("bc") + StyledText(" d")))
    #expect(drawn.hasPrefix("^7^[1;3H^]8;id=") && drawn.hasSuffix(";https://a.b^\\^[0;4mbc^]8;;^\\^8"))
  }

  @Test func piecesOfOneLinkHaveOneIdAndOthersAnother() {
    let both = canvas(link("ab"), link("cd"), link("ef", to: "https://c.d"))
    let ids = bytes(both).matches(of: /id=([0-9a-f]+);/).map(\.1)
    #expect(ids.count == 3 && ids[0] == ids[1] && ids[0] != ids[2])
  }

  @Test func coloursFollowTheModeOfTheTerminal() {
    let canvas = canvas(link("ab", style: Style(.brightRed, on: .indexed(200), [.underline, .bold])))
    #expect(bytes(canvas).contains("^[0;1;4;91;48;5;200mab"))
    #expect(bytes(canvas, mode: .ansi16).contains("^[0;1;4;91;105mab"))
    #expect(bytes(canvas, mode: .ansi8).contains("^[0;1;4;31;45mab"))
    #expect(bytes(canvas, mode: .none).contains("^[0;1;4mab"))
  }

  @Test func aLinkOfSeveralStylesAndWideCharactersArrivesWhole() {
    var canvas = canvas(link("a漢e\u{301}d"))
    canvas.restyle(Rect(x: 3, y: 0, width: 1, height: 1)) { $0.adding(.reverse) }
    #expect(bytes(canvas).contains("^[0;4ma漢^[0;4;7me\u{301}^[0;4md^]8;;^\\"))
    #expect(bytes(canvas, glyphs: .ascii).contains("^[0;4ma??^[0;4;7me^[0;4md^]8;;^\\"))
  }

  @Test func nothingIsDrawnBeyondTheTerminal() {
    #expect(bytes(canvas(StyledText("12345") + link("abc漢d")), width: 9).contains("^[0;4mabc^]8;;"))
    #expect(bytes(canvas(StyledText("12345") + link("abc")), width: 5) == "")
    let painter = LinkPainter(colorMode: .none, glyphs: .unicode)
    let low = canvas("", "", link("x"))
    #expect(painter.sequence(rows: [2], of: low, in: Size(width: 12, height: 2), since: nil) == "")
  }

  @Test func onlyRowsThatHaveChangedAreDrawn() {
    let before = canvas(link("ab"), link("cd"))
    #expect(bytes(before, since: before) == "")
    let after = canvas(link("ab"), link("cd") + StyledText("!"))
    #expect(bytes(after, since: before).contains("^[2;1H") && !bytes(after, since: before).contains("^[1;1H"))
  }

  @Test func cellsThatHaveLostTheirLinkAndLookTheSameAreDrawnWithout() {
    let before = canvas(link("a漢c") + StyledText("d"))
    let after = canvas(
      StyledText("x", style: Self.under) + StyledText("漢c", style: Self.under) + StyledText("d"))
    #expect(bytes(after, since: before) == "^7^[1;2H^[0;4m漢^[1;4H^[0;4mc^8")
  }

  @Test func anotherTargetForTheSameTextIsSent() {
    let after = canvas(link("ab", to: "https://c.d"))
    #expect(bytes(after, since: canvas(link("ab"))).contains(";https://c.d^\\"))
  }

  @Test(arguments: [
    "", "https://a.b/\u{1B}]0;evil\u{7}", "https://a.b c", "https://a.b/é", "https://a.b/\u{7F}",
  ])
  func aTargetOfAnythingButPrintableASCIIIsNeverSent(target: String) {
    #expect(bytes(canvas(link("ab", to: target))) == "")
  }

  @Test func aTargetTooLongForTerminalsIsNotSent() {
    let most = "https://" + String(repeating: "a", count: 2_075)
    #expect(bytes(canvas(link("ab", to: most))).contains(most))
    #expect(bytes(canvas(link("ab", to: most + "a"))) == "")
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func aTerminalKnowsTheLinksOfTheLastFrame(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var terminal = LinkedTerminal(size: Self.size)
    var shown: Canvas?
    for _ in 0..<8 {
      let canvas = random.linkedCanvas(size: Self.size)
      let rows = canvas.changedRows(since: shown)
      terminal.drawAsCurses(canvas, rows: rows, since: shown)
      terminal.take(
        LinkPainter(colorMode: .none, glyphs: .unicode).sequence(
          rows: rows, of: canvas, in: Self.size, since: shown))
      shown = canvas
      for y in 0..<Self.size.height {
        for x in 0..<Self.size.width {
          #expect(terminal.links[y][x] == canvas.link(x: x, y: y), "seed \(seed), \(x) \(y)")
          if canvas[x, y].width > 0 {
            #expect(terminal.letters[y][x] == canvas[x, y].scalar, "seed \(seed), \(x) \(y)")
          }
        }
      }
    }
  }
}
