import Canvas
import Testing

@testable import Terminal

@Suite struct GlyphsTests {
  @Test func theFirstLocaleThatIsSetDecides() {
    #expect(Glyphs.choose(environment: ["LANG": "en_US.UTF-8"]) == .unicode)
    #expect(Glyphs.choose(environment: ["LANG": "de_DE.utf8", "LC_ALL": ""]) == .unicode)
    #expect(Glyphs.choose(environment: ["LANG": "en_US.UTF-8", "LC_ALL": "C"]) == .ascii)
    #expect(Glyphs.choose(environment: ["LANG": "C", "LC_CTYPE": "C.UTF-8"]) == .unicode)
    #expect(Glyphs.choose(environment: [:]) == .ascii)
  }

  @Test func whatHasNoASCIIFormIsAQuestionMark() {
    #expect(Glyphs.ascii("a") == "a" && Glyphs.ascii("─") == "-" && Glyphs.ascii("漢") == "?")
    #expect(Glyphs.ascii.lines == .ascii && Glyphs.unicode.lines == .unicode)
  }

  @Test func paddingIsLeftOutOfCapabilities() {
    #expect(TerminalModes.withoutPadding("\u{1B}[?5h$<100/>\u{1B}[?5l") == "\u{1B}[?5h\u{1B}[?5l")
    #expect(TerminalModes.withoutPadding("$<5>a$<") == "a$<")
  }
}
