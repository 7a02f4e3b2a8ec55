import Canvas
import Testing

@testable import Terminal

@Suite struct ColorModeTests {
  @Test func theModeFollowsTheTerminalUnlessTheUserWantsNone() {
    #expect(ColorMode.choose(environment: [:], colors: 256) == .indexed256)
    #expect(ColorMode.choose(environment: [:], colors: 16) == .ansi16)
    #expect(ColorMode.choose(environment: [:], colors: 8) == .ansi8)
    #expect(ColorMode.choose(environment: [:], colors: -1) == .none)
    #expect(ColorMode.choose(environment: ["NO_COLOR": "1"], colors: 256) == .none)
    #expect(ColorMode.choose(environment: ["NO_COLOR": ""], colors: 256) == .indexed256)
  }

  @Test func coloursAreReducedToTheNearest() {
    let style = Style(.indexed(196), on: .indexed(17), [.underline])
    #expect(ColorMode.indexed256.reduce(style) == style)
    #expect(ColorMode.ansi16.reduce(style) == Style(.brightRed, on: .blue, [.underline]))
    #expect(ColorMode.ansi8.reduce(style) == Style(.red, on: .blue, [.underline, .bold]))
    #expect(ColorMode.none.reduce(style) == Style(.default, on: .default, [.underline]))
    #expect(
      ColorMode.ansi16.reduce(Style(.indexed(232), on: .indexed(255))) == Style(.black, on: .brightWhite))
    #expect(ColorMode.ansi8.reduce(.plain) == .plain)
  }

  @Test(arguments: 0...255)
  func everyColourHasAPlaceInEveryMode(index: Int) throws {
    let color = Color.indexed(UInt8(index))
    let reduced16 = ColorMode.ansi16.reduce(Style(color)).foreground.index
    let reduced8 = ColorMode.ansi8.reduce(Style(color)).foreground.index
    #expect(try #require(reduced16) < 16)
    #expect(try #require(reduced8) < 8)
  }
}
