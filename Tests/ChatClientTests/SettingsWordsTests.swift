import Canvas
import TestSupport
import Testing

@testable import ChatClient

@Suite("Looks in words")
struct SettingsWordsTests {
  @Test(
    "colours have names, numbers and hexadecimal digits",
    arguments: [
      ("default", .default), ("cyan", .cyan), ("Bright-Black", .brightBlack), ("grey", .brightBlack),
      ("gray", .brightBlack), ("0", .black), ("007", .white), ("255", .indexed(255)),
      ("#ffaf00", .indexed(214)),
      ("#FFFFFF", .indexed(231)), ("#000000", .indexed(16)), ("#1d1b1c", .indexed(234)),
      ("#00ff01", .indexed(46)),
    ] as [(String, Color)])
  func colors(word: String, color: Color) {
    #expect(Color(word: word) == color)
  }

  @Test(
    "what is no colour is none",
    arguments: [
      "", "256", "-1", "+1", "1.5", "#", "#fff", "#gggggg", "#+12345", "#1234567", "cyn", "bright", "٣",
    ])
  func noColors(word: String) {
    #expect(Color(word: word) == nil)
  }

  @Test("a look is read from its own words", arguments: 0..<200 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    func color() -> Color {
      Bool.random(using: &random) ? .default : .indexed(UInt8.random(in: 0...255, using: &random))
    }
    let look = Style(
      color(), on: color(), Style.Attributes(rawValue: UInt8.random(in: 0..<32, using: &random)))
    #expect(try Style(words: look.words, line: 1) == look, "seed \(seed)")
  }

  @Test("the order of the words is free, and so is their case")
  func order() throws {
    let look = Style(.indexed(214), on: .black, [.bold, .underline])
    #expect(try Style(words: "bold 214 underline on black", line: 1) == look)
    #expect(try Style(words: "  ON Black\tBold 214 underline bold", line: 1) == look)
    #expect(try Style(words: "plain", line: 1) == .plain)
  }

  @Test(
    "what cannot be meant is refused, with its line and what is allowed",
    arguments: [
      ("", "colours are default, black"), ("blod", "did you mean 'bold'"),
      ("cyn bold", "did you mean 'cyan'"),
      ("brightblack", "did you mean 'bright-black'"), ("red green", "write 'on'"),
      ("red on", "'on' stands once"),
      ("on red on red", "'on' stands once"), ("frobnicated", "attributes are bold"),
      ("plain bold", "neither a colour"), ("on bold", "neither a colour"),
    ])
  func refusals(words: String, reason: String) throws {
    let error = #expect(throws: SettingError.self) { try Style(words: words, line: 7) }
    #expect(error?.line == 7)
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
  }

  @Test("what is repeated to a terminal is harmless")
  func hostile() {
    let error = #expect(throws: SettingError.self) { try Style(words: "\u{1B}[31mred\u{202E}", line: 1) }
    #expect(error?.reason.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" } == true)
  }

  @Test("one slip of the finger is understood")
  func slips() {
    let known = KnownNames(names: ["unread", "own-name", "open-channel", "name"])
    for slip in ["unraed", "unred", "unrread", "unresd", "Unread", "nuread"] {
      #expect(known.nearest(to: slip) == ["unread"], "\(slip)")
    }
    #expect(known.nearest(to: "ownname") == ["own-name"])
    #expect(known.nearest(to: "xyz") == [])
    #expect(known.nearest(to: "") == [])
    #expect(
      known.reason(unknown: "style", "xyz").hasSuffix("; known are unread, own-name, open-channel, name"))
  }
}
