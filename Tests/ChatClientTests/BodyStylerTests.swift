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
