import Testing

@testable import ChatClient

@Suite("Code and quotes in a message")
struct BodyCodeTests {
  @Test(
    "fenced lines are code, and nothing else; the fences are not shown",
    arguments: [
      ("```\nlet x = 1\n```", "{code   let x = 1}"),
      (
        "see\n```swift\na @bob *b*\n\n  https://c.d\n```\ndone",
        "see\n{code   a @bob *b*}\n{code   }\n{code     https://c.d}\ndone"
      ),
      ("```c++\na\n``\n`````", "{code   a}\n{code   ``}"),
      ("````\n```\na\n````", "{code   ```}\n{code   a}"),
      ("```\na", "{code   a}"), ("  ```js  \na\n  ```  \nb", "{code   a}\nb"),
      ("```\na\n```\n```\nb\n```", "{code   a}\n{code   b}"),
    ])
  func fences(body: String, looks: String) {
    #expect(BodyLooks.of(body) == looks)
  }

  @Test(
    "what is no fence around anything stays as it is written",
    arguments: [
      "```", "```swift", "```\n```", "```\n\n  \n```", "``\na\n``", "``` two words\na", "a ```\nb",
      "```no`t\na",
    ])
  func noFences(body: String) {
    #expect(BodyLooks.of(body) == body)
  }

  @Test(
    "backticks make code within a line, and stay visible",
    arguments: [
      ("run `ls -l` now", "run {code `ls -l`} now"), ("``a`b``", "{code ``a`b``}"),
      ("`@alice` `*b*` `http://c.d`", "{code `@alice`} {code `*b*`} {code `http://c.d`}"),
      ("```x y```", "{code ```x y```}"), ("`a` and `b", "{code `a`} and `b"), ("it`s", "it`s"),
      ("``", "``"), ("` `", "` `"), ("`a\nb`", "`a\nb`"), ("`a``b`", "{code `a``b`}"),
      ("```` a ````", "```` a ````"), ("`a`\u{301}", "`a`\u{301}"), ("*`a` b*", "{em *}{code `a`}{em  b*}"),
    ])
  func inlineCode(body: String, looks: String) {
    #expect(BodyLooks.of(body) == looks)
  }

  @Test(
    "lines that begin with > and a space are quoted",
    arguments: [
      ("> said @bob\nyes", "{quote > said }{name @bob}\nyes"), (">> deeper", "{quote >> deeper}"),
      (">", "{quote >}"), ("> *a*", "{quote > }{quote+em *a*}"), (">_< >:(", ">_< >:("), ("a > b", "a > b"),
      (">5", ">5"),
    ])
  func quotes(body: String, looks: String) {
    #expect(BodyLooks.of(body) == looks)
  }
}
