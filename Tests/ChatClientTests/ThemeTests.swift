import Canvas
import Testing

@testable import ChatClient

@Suite("Themes")
struct ThemeTests {
  static let all = Theme.Form.allCases.flatMap { form in
    Theme.Colors.allCases.map { Theme.standard(form, $0) }
  }

  private func looks(_ theme: Theme) -> [Style] {
    ThemeStyle.all.map { theme[keyPath: $0.path] } + theme.authors
  }

  @Test("a link is underlined, and nothing else looks like it", arguments: all)
  func link(theme: Theme) {
    #expect(theme.link.attributes.contains(.underline))
    let others = ThemeStyle.all.filter { $0.name != "link" }.map { theme[keyPath: $0.path] } + theme.authors
    #expect(!others.contains(theme.link))
  }

  @Test("without colours there are none", arguments: Theme.Form.allCases)
  func monochrome(form: Theme.Form) {
    for look in looks(.standard(form, .none)) {
      #expect(look.foreground == .default && look.background == .default)
    }
  }

  @Test("of sixteen colours none is from beyond; of 256 none is one that the terminal may have changed")
  func palettes() {
    for form in Theme.Form.allCases {
      for look in looks(.standard(form, .sixteen)) {
        #expect([look.foreground.index, look.background.index].allSatisfy { ($0 ?? 0) < 16 })
      }
      for look in looks(.standard(form, .indexed256)) {
        #expect([look.foreground.index, look.background.index].allSatisfy { ($0 ?? 16) >= 16 })
      }
    }
  }

  @Test(
    "what has a background of its own has a colour of its own, whatever the terminal's are", arguments: all)
  func backgrounds(theme: Theme) {
    for look in looks(theme) where look.background != .default { #expect(look.foreground != .default) }
  }

  @Test("authors look neither like each other nor like a mention or a failure", arguments: all)
  func authors(theme: Theme) {
    #expect(Set(theme.authors).count == theme.authors.count)
    for author in theme.authors where author.foreground != .default {
      #expect(author.foreground != theme.mention.foreground && author.foreground != theme.failed.foreground)
    }
  }

  @Test("what calls the reader stands out from all else that is said", arguments: all)
  func mention(theme: Theme) {
    for look in [theme.body, theme.name, theme.code, theme.link, theme.quote, theme.unread, theme.notice] {
      #expect(look != theme.ownName && look != theme.mention)
    }
  }

  @Test("in a row with a look of its own, what has colours keeps them")
  func rows() {
    let row = Style(.white, on: .blue, .bold)
    #expect(Style.plain.laid(on: row) == row)
    #expect(Style(.red).laid(on: row) == Style(.red, on: .blue, .bold))
    #expect(Style(.red, on: .black, .dim).laid(on: row) == Style(.red, on: .black, [.dim, .bold]))
    #expect(Style(.red).laid(on: .plain) == Style(.red))
  }

  @Test(
    "the environment may say that the background is light",
    arguments: [
      (nil, .dark), ("", .dark), ("15;0", .dark), ("0;15", .light), ("0;default;7", .light), ("7", .light),
      ("15;8", .dark), ("0;default", .dark), (";", .dark), ("15;07", .dark),
    ] as [(String?, Theme.Form)])
  func form(value: String?, form: Theme.Form) {
    #expect(Theme.Form.choose(environment: value.map { ["COLORFGBG": $0] } ?? [:]) == form)
  }
}
