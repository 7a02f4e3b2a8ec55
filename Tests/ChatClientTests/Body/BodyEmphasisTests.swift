import Testing

@testable import ChatClient

@Suite("Emphasis in a message")
struct BodyEmphasisTests {
  @Test(
    "words between marks are emphasised, marks included",
    arguments: [
      ("*a*", "{em *a*}"), ("an *old, good* one", "an {em *old, good*} one"), ("_a b_!", "{em _a b_}!"),
      ("**a** (*b*)", "{strong **a**} ({em *b*})"), ("\"_a_\"", "\"{em _a_}\""), ("*漢字* é", "{em *漢字*} é"),
      ("**a *b* c**", "{strong **a }{em+strong *b*}{strong  c**}"), ("*_a_*", "{em *_a_*}"),
      ("*a _b_ c*", "{em *a _b_ c*}"), ("*a **b* c**", "{em *a **b*} c**"), ("*a* *b*", "{em *a*} {em *b*}"),
      ("*a *b*", "*a {em *b*}"), ("*see https://a.b/c*", "{em *see }{link+em https://a.b/c}{em *}"),
      ("_hi @bob_", "{em _hi }{name+em @bob}{em _}"),
      ("**@alice**", "{strong **}{own+strong @alice}{strong **}"),
      ("*-5*", "{em *-5*}"), ("(*a*)", "({em *a*})"), ("*wow!*", "{em *wow!*}"),
    ])
  func emphasis(body: String, looks: String) {
    #expect(BodyLooks.of(body) == looks)
  }

  @Test(
    "stars and underscores that are no marks stay as they are",
    arguments: [
      "2*3*4", "2 * 3 * 4", "snake_case_name and _private", "*", "**", "* a\n* b", "a* b*", "*.swift,*.md",
      "/* a */ b /* c */", "/** a */ b /** c */", "__init__", "***a***", "*a\nb*", "* a*", "*a *", "f(*)",
      "_", "(*) (*)",
      "é*a*é", "a*\u{301}b*",
    ])
  func plain(body: String) {
    #expect(BodyLooks.of(body) == body)
  }
}
