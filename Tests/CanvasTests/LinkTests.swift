import Testing

@testable import Canvas

@Suite struct LinkTests {
  private static let url = "https://a.b"
  private let size = Size(width: 8, height: 2)

  private func canvas(_ text: StyledText, at point: Point = .zero) -> Canvas {
    var canvas = Canvas(size: size)
    canvas.draw(text, at: point)
    return canvas
  }

  private func link(_ text: String, to target: String = url) -> StyledText {
    StyledText(text, link: target)
  }

  @Test func aLinkEndsARunAsAStyleDoes() {
    let text = StyledText("a") + link("b") + link("c") + link("d", to: "https://c.d") + StyledText("e")
    #expect(text.runs.map(\.text) == ["a", "bc", "d", "e"])
    #expect(text.runs.map(\.link) == [nil, Self.url, "https://c.d", nil])
  }

  @Test func wrappingAndCuttingKeepLinks() {
    let text = StyledText("a ") + link("bcdef") + StyledText(" g")
    let lines = text.wrapped(width: 4).map(\.text)
    #expect(lines == [StyledText("a"), link("bcde"), link("f") + StyledText(" g")])
    #expect(text.truncated(to: 5) == StyledText("a ") + link("bc…"))
    #expect(link("漢").wrapped(width: 1).map(\.text) == [link("□")])
  }

  @Test func aCanvasKnowsWhatLeadsWhere() {
    let canvas = canvas(StyledText("a") + link("b漢") + link("c", to: "https://c.d") + StyledText("e"))
    #expect(canvas.link(x: 0, y: 0) == nil && canvas.link(x: 3, y: 0) == Self.url)
    #expect(canvas.link(x: -1, y: 0) == nil && canvas.link(x: 0, y: 2) == nil)
    #expect(
      canvas.links(row: 0) == [
        LinkedColumns(columns: 1..<4, target: Self.url), LinkedColumns(columns: 4..<5, target: "https://c.d"),
      ])
    #expect(canvas.links(row: 1) == [])
  }

  @Test func whatIsDrawnOverALinkHidesIt() {
    var canvas = canvas(link("a漢cdef"))
    canvas.draw("x", at: Point(x: 2, y: 0))
    #expect(canvas.links(row: 0).map(\.columns) == [0..<1, 3..<7])
    canvas.fill(Rect(x: 4, y: 0, width: 2, height: 1))
    #expect(canvas.links(row: 0).map(\.columns) == [0..<1, 3..<4, 6..<7])
    canvas.restyle(canvas.bounds) { $0.adding(.bold) }
    #expect(canvas.links(row: 0).count == 3)
    canvas.fill(canvas.bounds)
    #expect(canvas == Canvas(size: size))
    #expect(canvas.hashValue == Canvas(size: size).hashValue)
  }

  @Test func rowsThatDifferOnlyInALinkHaveChanged() {
    let linked = canvas(link("ab"))
    #expect(linked.changedRows(since: canvas("ab")) == [0])
    #expect(canvas("ab").changedRows(since: linked) == [0])
    #expect(linked.changedRows(since: canvas(link("ab", to: "https://c.d"))) == [0])
    #expect(linked != canvas("ab") && linked[0, 0] == canvas("ab")[0, 0])
  }

  @Test func theOrderInWhichLinksWereDrawnDoesNotMatter() {
    var first = canvas(link("ab"))
    first.draw(link("cd", to: "https://c.d"), at: Point(x: 0, y: 1))
    var second = canvas(link("cd", to: "https://c.d"), at: Point(x: 0, y: 1))
    second.draw(link("ab"), at: .zero)
    #expect(first == second && first.hashValue == second.hashValue)
  }
}
