import Canvas
import TestSupport
import Testing

@testable import Playback

@Suite struct ScreenScriptTests {
  private func actions(_ text: String) throws -> [ScriptAction] { try script(text).steps.map(\.action) }

  @Test("every step is read")
  func steps() throws {
    let script = try script(
      """
      # A comment, an empty line, and spaces.

        size 80x24\t
      key Ctrl-N PgDn #
      type "a\\"b"
      paste "two\\nlines\\u{1F600}"
      click 30,4
      wheel down
      wheel up 40,10
      mouse drag 3,4 Ctrl Shift
      focus off
      resize 100x30
      wait 500ms
      within 10s
      frame
      frame "after sending"
      svg "a.svg"
      svg "b.svg" light
      """)
    #expect(script.size == Size(width: 80, height: 24))
    #expect(
      script.steps.map(\.action) == [
        .input([
          .key(Key(.character("n"), .control)), .key(Key(.pageDown)), .key(Key(.character("#"))),
        ]),
        .input([
          .key(Key(.character("a"))), .key(Key(.character("\""))), .key(Key(.character("b"))),
        ]),
        .input([.paste("two\nlines😀")]),
        .input([
          .mouse(MouseEvent(.press(.left), at: Point(x: 30, y: 4))),
          .mouse(MouseEvent(.release, at: Point(x: 30, y: 4))),
        ]),
        .wheel(.wheelDown), .input([.mouse(MouseEvent(.wheelUp, at: Point(x: 40, y: 10)))]),
        .input([.mouse(MouseEvent(.drag, at: Point(x: 3, y: 4), [.control, .shift]))]),
        .input([.focus(false)]), .input([.resize(Size(width: 100, height: 30))]),
        .wait(.milliseconds(500)), .within(.seconds(10)), .frame(name: nil), .frame(name: "after sending"),
        .picture(path: "a.svg", .dark), .picture(path: "b.svg", .light),
      ])
    #expect(script.steps.first?.line == 4)
    #expect(script.steps.first?.source == "key Ctrl-N PgDn #")
  }

  @Test("every expectation is read")
  func expectations() throws {
    let seven = try #require(ScriptCount("7"))
    let oneOrMore = try #require(ScriptCount("1+"))
    #expect(
      try actions(
        """
        expect text "hello"
        expect no text "hello"
        expect badge #general 7
        expect badge "bob" 1+ @7
        expect total 7 @1+
        expect open #general
        expect title "(7)"
        expect pending 7
        """) == [
          .expect(.text("hello", isShown: true)), .expect(.text("hello", isShown: false)),
          .expect(.badge(channel: "#general", ScriptBadge(unread: seven, mentions: nil))),
          .expect(.badge(channel: "bob", ScriptBadge(unread: oneOrMore, mentions: seven))),
          .expect(.total(ScriptBadge(unread: seven, mentions: oneOrMore))), .expect(.open("#general")),
          .expect(.title("(7)")), .expect(.pending(seven)),
        ])
  }

  @Test("lines may end as on Windows, and nothing is a script too")
  func lineEnds() throws {
    #expect(try actions("key n\r\nkey p\r\n").count == 2)
    #expect(try actions("").isEmpty)
  }

  @Test("typed text is a key for each scalar, as terminals send it")
  func typing() throws {
    #expect(
      try actions("type \"e\u{301}\"") == [
        .input([.key(Key(.character("e"))), .key(Key(.character("\u{301}")))])
      ])
  }

  @Test(
    "an error names the file, the line, what is wrong and what would be right",
    arguments: [
      ("exepct text \"a\"", "\"exepct\" is no step; expected one of size, key, "),
      ("key", "the line ends early; expected keys such as n, Ctrl-N"),
      ("key Ctl-N", "\"Ctl-N\" is none; expected keys"),
      ("key n key", "\"key\" is none; expected keys"),
      ("type hello", "there are no quotes; expected a text in quotes"),
      ("type \"a\\nb\"", "no key types a control character; expected a text without; Enter is `key Enter`"),
      ("type \"a", "the quotes have no end; expected \""),
      ("type \"a\"b", "the quotes end within a word; expected a space"),
      ("type \"\\q\"", "\\q is no escape; expected one of"),
      ("type \"\\", "\\ is no escape; expected one of"),
      ("type \"\\u{D800}\"", "\\u names no Unicode scalar; expected"),
      ("type \"\\u41\"", "\\u names no Unicode scalar"),
      ("type \"\\u{}\"", "\\u names no Unicode scalar"), ("type \"\\u", "\\u names no Unicode scalar"),
      ("click 3", "\"3\" is none; expected a column and a row from 0, such as 30,4"),
      ("click -1,4", "\"-1,4\" is none; expected a column"),
      ("wheel left", "\"left\" is none; expected up or down"),
      ("mouse press 1,1", "\"press\" is none; expected one of press-left"),
      ("mouse drag 1,1 Hyper", "\"Hyper\" is none; expected Ctrl, Alt or Shift"),
      ("focus maybe", "\"maybe\" is none; expected on or off"),
      ("resize 80", "\"80\" is none; expected columns and rows"),
      ("resize 99999x1", "\"99999x1\" is none; expected columns and rows up to 1000"),
      ("wait 5", "\"5\" is none; expected a time"), ("wait 2d", "\"2d\" is none; expected a time"),
      ("wait 99999999999999999999s", "is none; expected a time of at most a day"),
      ("within soon", "\"soon\" is none; expected a time"),
      ("expect", "the line ends early; expected one of text"),
      ("expect bell", "\"bell\" cannot be expected; expected one of text, no text, badge"),
      ("expect no badge #a 1", "no badge cannot be expected; expected no text"),
      ("expect text \"\"", "the text is empty; expected some"),
      ("expect badge #a", "the line ends early; expected a number"),
      ("expect badge #a many", "\"many\" is none; expected a number such as 7, or 7+"),
      ("expect badge #a 1 2", "\"2\" is none; expected mentions such as @1"),
      ("expect total -1", "\"-1\" is none; expected a number"),
      ("frame after", "there are no quotes; expected a name"),
      ("svg \"a\" blue", "\"blue\" is none; expected dark or light"),
      ("focus on now", "there is more: now; expected the end"),
      ("size 80x24", "size comes late; expected it as the first step; later steps can say resize"),
    ])
  func errors(line: String, message: String) throws {
    let error = try #require(throws: ScriptError.self) { try script("key n\n\n\(line)\nkey n") }
    #expect(error.description.hasPrefix("test.dogear:3: "))
    #expect(error.description.contains(message), "\(error)")
  }

  @Test("the size comes first and once")
  func size() {
    #expect(throws: ScriptError.self) { try script("size 80x24\nsize 80x24") }
    #expect(throws: ScriptError.self) { try script("size 80x24 x") }
  }

  @Test("any text is a script or an error", arguments: 0..<300 as Range<UInt64>)
  func anything(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let words = [
      "key", "type", "expect", "text", "badge", "wait", "size", "click", "mouse", "svg", "\n", " ", "\"",
    ]
    let text = (0..<8).map { _ in
      random.chance(60) ? (words.randomElement(using: &random) ?? "") + " " : random.text()
    }.joined()
    do {
      let script = try script(text)
      #expect(script.steps.count <= text.unicodeScalars.count { $0 == "\n" } + 1)
    } catch {
      #expect(error is ScriptError, "seed \(seed)")
    }
  }

  @Test("quoted text is read as it was", arguments: 0..<300 as Range<UInt64>)
  func quoting(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let text = random.text()
    let isSame = try actions("paste \(text.scriptQuoted)") == [.input([.paste(text)])]
    #expect(isSame, "seed \(seed)")
    let channel = text + "x"
    #expect(try actions("expect open \(channel.scriptWord)") == [.expect(.open(channel))], "seed \(seed)")
  }

  @Test(
    "times are written as they are read",
    arguments: [
      ("0ms", Duration.zero), ("500ms", .milliseconds(500)), ("2s", .seconds(2)), ("1m", .seconds(60)),
    ])
  func times(text: String, duration: Duration) {
    #expect(Duration(script: text) == duration)
    #expect(Duration(script: duration.scriptText) == duration)
  }
}
