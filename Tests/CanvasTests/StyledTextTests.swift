import Testing

@testable import Canvas

@Suite struct StyledTextTests {
  @Test func neighboursOfOneStyleAreOneRun() {
    let text = StyledText("a") + StyledText("") + StyledText("b") + StyledText("c", style: Style(.red))
    #expect(text.runs == [.init("ab", style: .plain), .init("c", style: Style(.red))])
    #expect(text.text == "abc" && text.width == 3 && !text.isEmpty)
  }

  @Test func truncationKeepsStylesAndMarksTheCut() {
    let text = StyledText("ab") + StyledText("漢字", style: Style(.red))
    #expect(text.truncated(to: 6) == text)
    #expect(text.truncated(to: 5) == StyledText("ab") + StyledText("漢…", style: Style(.red)))
    #expect(text.truncated(to: 3) == StyledText("ab") + StyledText("…", style: Style(.red)))
    #expect(text.truncated(to: 0).isEmpty)
  }

  @Test func namedColoursAreTheFirstOfThePalette() {
    #expect(Color.red == .indexed(1) && Color.brightWhite.index == 15 && Color.default.index == nil)
    #expect(Style(.red, on: .blue, [.bold, .dim]).description == "1 on 4 bold dim")
  }
}
