import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct BodyStylerTests {
  private func styles(_ body: String) -> [String: Style] {
    let text = BodyStyler(user: Sample.alice, theme: SharedTheme(.dark)).style(body, base: Theme.dark.body)
    #expect(text.text == body)
    return Dictionary(text.runs.map { ($0.text, $0.style) }) { first, _ in first }
  }

  @Test("one's own name and everyone's stand out; others' and channels' less; the text stays the same")
  func names() {
    #expect(styles("ask @alice, or @Alice")["@alice"] == Theme.dark.ownName)
    #expect(styles("@channel wake up")["@channel"] == Theme.dark.ownName)
    #expect(styles("thanks @bob!")["@bob"] == Theme.dark.name)
    #expect(styles("see #incidents")["#incidents"] == Theme.dark.name)
    #expect(styles("mail@alice")["@alice"] == nil)
    #expect(styles("@ # @alices")["@alices"] == Theme.dark.name)
    #expect(styles("") == [:])
  }
}

/// A message's text with its looks spelled out: every run that is not plain in braces, after a word for its look.
struct BodyLooks {
  private static let theme = {
    var theme = Theme.dark
    theme.body = .plain
    theme.code = Style(.indexed(101))
    theme.link = Style(.indexed(102), on: .default, .underline)
    theme.quote = Style(.indexed(103))
    theme.name = Style(.indexed(104))
    theme.ownName = Style(.indexed(105))
    return theme
  }()
  private static let names = [101: "code", 102: "link", 103: "quote", 104: "name", 105: "own"]

  static func styled(_ body: String) -> StyledText {
    BodyStyler(user: Sample.alice, theme: SharedTheme(theme)).style(body, base: theme.body)
  }

  static func of(_ body: String) -> String {
    styled(body).runs.map { run in
      let word = word(run.style)
      return word.isEmpty ? run.text : "{\(word) \(run.text)}"
    }.joined()
  }

  private static func word(_ style: Style) -> String {
    var words = style.foreground.index.flatMap { names[Int($0)] }.map { [$0] } ?? []
    if style.attributes.contains(.italic) { words.append("em") }
    if style.attributes.contains(.bold) { words.append("strong") }
    return words.joined(separator: "+")
  }
}
