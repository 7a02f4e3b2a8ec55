import Canvas
import Foundation
import Testing

@testable import ChatClient

/// Whether people can read it: the contrast of WCAG 2.2 on the backgrounds that the themes are made for.
@Suite("The contrast of themes")
struct ThemeContrastTests {
  /// A form, and the levels of the background and of the text that its terminals have.
  static let terminals: [(Theme.Form, background: Int, text: Int)] = [
    (.dark, 0x1C, 0xD0), (.light, 0xFA, 0x30),
  ]

  /// What is there to be looked past.
  private static let chrome = ["border", "muted"]

  @Test("text has 4.5 : 1, chrome 3 : 1", arguments: terminals)
  func terminal(form: Theme.Form, background: Int, text: Int) {
    let theme = Theme.standard(form, .indexed256)
    for (name, look) in looks(theme) {
      let contrast = Light(look.foreground, else: text).contrast(to: Light(look.background, else: background))
      #expect(contrast >= (Self.chrome.contains(name) ? 3 : 4.5), "\(name)")
    }
  }

  @Test("the rows of the open channel and of the selection leave 3 : 1", arguments: terminals)
  func rows(form: Theme.Form, background: Int, text: Int) {
    let theme = Theme.standard(form, .indexed256)
    let inList = [theme.muted, theme.unread, theme.mention, theme.online, theme.hint].map {
      ($0, theme.openChannel)
    }
    let found = [
      theme.body, theme.time, theme.name, theme.ownName, theme.link, theme.code, theme.match, theme.hint,
      theme.unread, theme.mention, theme.quote,
    ].map { ($0, theme.selected) }
    for (look, row) in inList + found + theme.authors.map({ ($0, theme.selected) }) {
      let laid = look.laid(on: row)
      let contrast = Light(laid.foreground, else: text).contrast(to: Light(laid.background, else: background))
      #expect(contrast >= 3, "\(look) on \(row)")
    }
  }

  @Test("such a row can be seen", arguments: terminals)
  func visible(form: Theme.Form, background: Int, text: Int) {
    let theme = Theme.standard(form, .indexed256)
    for row in [theme.openChannel, theme.selected] {
      #expect(Light(row.background, else: background).contrast(to: Light(level: background)) > 1.15)
    }
  }

  @Test("there are eight to ten authors, none of whom outshines another", arguments: terminals)
  func authors(form: Theme.Form, background: Int, text: Int) throws {
    let theme = Theme.standard(form, .indexed256)
    #expect((8...10).contains(theme.authors.count))
    let lightness = theme.authors.map { Light($0.foreground, else: text).lightness }
    let spread = try #require(lightness.max()) - #require(lightness.min())
    #expect(spread < 14, "of 100")
  }

  private func looks(_ theme: Theme) -> [(String, Style)] {
    ThemeStyle.all.map { ($0.name, theme[keyPath: $0.path]) } + theme.authors.map { ("author", $0) }
  }
}

/// How bright a colour is.
private struct Light {
  /// Relative to white, from 0 to 1.
  let luminance: Double

  init(_ color: Color, else level: Int) {
    self.init(color.index.map(Color.levels) ?? [level, level, level])
  }

  init(level: Int) { self.init([level, level, level]) }

  private init(_ levels: [Int]) {
    let linear = levels.map { level in
      let part = Double(level) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  func contrast(to other: Light) -> Double {
    (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
  }

  /// L* of CIELAB, from 0 to 100, for colours that are not nearly black.
  var lightness: Double { 116 * cbrt(luminance) - 16 }
}
