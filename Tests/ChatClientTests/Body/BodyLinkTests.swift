import Testing

@testable import ChatClient

@Suite("Links in a message")
struct BodyLinkTests {
  private func links(_ body: String) -> [String] {
    let text = BodyLooks.styled(body)
    #expect(text.text == body)
    return text.runs.compactMap { run in run.link.map { $0 == run.text ? run.text : "\(run.text) → \($0)" } }
  }

  @Test(
    "http, https and mailto lead to where they say",
    arguments: [
      ("see https://swift.org/x?y=1#z now", "https://swift.org/x?y=1#z"), ("HTTP://A.B", "HTTP://A.B"),
      ("(http://localhost:8080)", "http://localhost:8080"), ("http://[::1]/", "http://[::1]/"),
      ("mailto:bob@example.org.", "mailto:bob@example.org"), ("<https://a.b>", "https://a.b"),
      ("https://a.b/@bob/_x_/*y*z", "https://a.b/@bob/_x_/*y*z"), ("\"https://a.b\"", "https://a.b"),
      ("a\u{300}: https://a.b", "https://a.b"), ("漢https://a.b", ""),
    ])
  func found(body: String, link: String) {
    #expect(links(body) == (link.isEmpty ? [] : [link]))
  }

  @Test(
    "punctuation at the end belongs to the sentence, as do brackets that were opened before",
    arguments: [
      ("Is it https://a.b/c?", "https://a.b/c"), ("https://a.b/c...", "https://a.b/c"),
      ("(https://a.b/c_(d))", "https://a.b/c_(d)"), ("[https://a.b/c].", "https://a.b/c"),
      ("https://a.b/c_(d)", "https://a.b/c_(d)"), ("https://a.b/c)))),", "https://a.b/c"),
      ("*https://a.b/c*", "https://a.b/c"), ("“https://a.b/c”", "https://a.b/c"),
      ("看https：https://a.b/c，然后", "https://a.b/c"),
    ])
  func ends(body: String, link: String) {
    #expect(links(body) == [link])
  }

  @Test("what is not ASCII is shown as written and percent-encoded in the target")
  func encoded() {
    #expect(
      links("https://de.wikipedia.org/wiki/Käse!") == [
        "https://de.wikipedia.org/wiki/Käse → https://de.wikipedia.org/wiki/K%C3%A4se"
      ])
    #expect(links("http://ja.example/漢") == ["http://ja.example/漢 → http://ja.example/%E6%BC%A2"])
  }

  @Test(
    "other schemes, halves and words are no links",
    arguments: [
      "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "xhttp://a.b", "http:/a.b", "http://",
      "http://)", "https:",
      "mailto:", "mailto:nobody", "http://\u{301}", "ssh://a.b", "http://`a`", "éhttp://a.b",
    ])
  func others(body: String) {
    #expect(BodyLooks.styled(body).runs.allSatisfy { $0.link == nil })
  }

  @Test("a target has at most 2,083 bytes; a longer one is text")
  func long() {
    let longest = "http://a.b/" + String(repeating: "x", count: 2_083 - 11)
    #expect(links("\(longest) \(longest)x") == [longest])
    #expect(links("http://a.b/" + String(repeating: "é", count: 400)) == [])
  }

  @Test("a wrapped link leads to its target from each line")
  func wrapped() {
    let lines = BodyLooks.styled("see https://example.org/one-two now").wrapped(width: 10)
    let targets = lines.map { $0.text.runs.compactMap(\.link) }
    #expect(targets.joined().allSatisfy { $0 == "https://example.org/one-two" })
    #expect(targets.filter { !$0.isEmpty }.count == 3)
  }
}
