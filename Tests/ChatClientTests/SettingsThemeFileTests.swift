import Canvas
import Testing

@testable import ChatClient

@Suite("Theme files")
struct SettingsThemeFileTests {
  private func file(_ settings: (String, String)...) throws -> ThemeFile {
    try ThemeFile(
      settings.enumerated().map { SettingLine(key: $0.element.0, value: $0.element.1, line: $0.offset + 1) })
  }

  @Test("an empty one changes nothing, in no form")
  func empty() throws {
    for form in Theme.Form.allCases {
      for colors in Theme.Colors.allCases {
        #expect(try file().theme(form, colors) == .standard(form, colors))
      }
    }
  }

  @Test("a style is replaced as a whole, and only that one")
  func style() throws {
    var expected = Theme.standard(.dark, .indexed256)
    expected.mention = Style(.indexed(214), on: .default, [.bold, .underline])
    expected.openChannel = Style(.white, on: .blue)
    let file = try file(("theme.mention", "214 on default bold underline"), ("open-channel", "white on blue"))
    #expect(file.theme(.dark, .indexed256) == expected)
  }

  @Test("the base counts more than the terminal, wherever it stands")
  func base() throws {
    let file = try file(("unread", "red"), ("base", "light"))
    #expect(file.base == .light)
    #expect(file.theme(.dark, .sixteen).name == Theme.standard(.light, .sixteen).name)
    #expect(file.theme(.dark, .sixteen).unread == Style(.red))
  }

  @Test("authors are a list, over several lines if need be")
  func authors() throws {
    let theme = try file(("author", "green, blue bold"), ("author", "135")).theme(.dark, .none)
    #expect(theme.authors == [Style(.green), Style(.blue, on: .default, .bold), Style(.indexed(135))])
    #expect(theme.authors.contains(theme.author(Sample.alice)))
  }

  @Test(
    "what is of no use is refused",
    arguments: [
      ("unraed", "cyan", "unknown style 'unraed': did you mean 'unread'?"),
      ("authors", "cyan", "did you mean 'author'"), ("ownName", "cyan", "did you mean 'own-name'"),
      ("symbols", "x", "known are base, author, border"), ("keys.unread", "cyan", "unknown section 'keys'"),
      ("base", "blue", "'base' is dark or light, not 'blue'"), ("base", "", "'base' is dark or light"),
      ("author", "green,,blue", "no look is given"), ("author", "", "no look is given"),
      ("unread", "", "no look is given"), ("name", "red", "set twice"),
    ])
  func refusals(key: String, value: String, reason: String) throws {
    let error = #expect(throws: SettingError.self) { try file(("name", "cyan"), (key, value)) }
    #expect(error?.line == 2)
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
  }

  @Test("a key of a file is a section and a name")
  func keys() {
    #expect(SettingLine(key: "a", value: "v", line: 1) == SettingLine(name: "a", value: "v", line: 1))
    #expect(
      SettingLine(key: "keys.browse.a", value: "", line: 1)
        == SettingLine(section: "keys.browse", name: "a", value: "", line: 1))
  }
}
