import Canvas
import TestSupport
import Testing

@testable import ChatClient

@Suite("Key-map files")
struct SettingsKeyMapFileTests {
  private func keyMap(_ settings: (String, String)...) throws -> KeyMap {
    try KeyMapFile(
      settings.enumerated().map { SettingLine(key: $0.element.0, value: $0.element.1, line: $0.offset + 1) }
    ).keyMap
  }

  private func key(_ label: String) throws -> Key { try #require(Key(label: label)) }

  @Test("an empty one changes nothing")
  func empty() throws {
    #expect(try keyMap() == .standard)
  }

  @Test("the standard map is sound, and a name means one action")
  func standard() throws {
    _ = try KeyMapFile([SettingLine(name: "redraw", value: "Ctrl-L", line: 1)])
    for name in KeyMap.standard.names {
      let actions = Set(KeyMap.standard.bindings.filter { $0.name == name }.map(\.action))
      #expect(actions.count == 1, "\(name)")
    }
  }

  @Test("a line replaces the keys of an action, and no others")
  func replacing() throws {
    let map = try keyMap(("next-unread", "e, Alt-e"))
    #expect(try map.action(for: key("e"), in: .browse) == .nextUnread)
    #expect(try map.action(for: key("Alt-e"), in: .browse) == .nextUnread)
    #expect(try map.action(for: key("n"), in: .browse) == nil)
    #expect(map.label(of: .nextUnread, in: .browse) == "e")
    #expect(try map.action(for: key("p"), in: .browse) == .previousUnread)
  }

  @Test("without keys the action has none, and its key is free for another")
  func unbinding() throws {
    let map = try keyMap(("keys.next-unread", ""), ("keys.retry", "n"))
    #expect(try map.action(for: key("n"), in: .browse) == .retry)
    #expect(map.label(of: .nextUnread, in: .browse) == nil)
  }

  @Test("two actions can trade keys")
  func trading() throws {
    let map = try keyMap(("next-unread", "p"), ("previous-unread", "n"))
    #expect(try map.action(for: key("p"), in: .browse) == .nextUnread)
    #expect(try map.action(for: key("n"), in: .browse) == .previousUnread)
  }

  @Test("a mode's section counts more than the one of all modes, wherever it stands")
  func modes() throws {
    let map = try keyMap(("keys.write.redraw", "F5"), ("keys.redraw", "F6"), ("keys.find.redraw", ""))
    #expect(try map.action(for: key("F5"), in: .write) == .redraw)
    #expect(try map.action(for: key("F6"), in: .write) == nil)
    #expect(try map.action(for: key("F6"), in: .browse) == .redraw)
    #expect(try map.action(for: key("F6"), in: .help) == .redraw)
    #expect(map.label(of: .redraw, in: .find) == nil)
  }

  @Test("where text is written, keys that type are left to the text")
  func typing() throws {
    let map = try keyMap(("quit", "Q, Ctrl-Q"), ("next-channel", "J"), ("first-unread", ""))
    #expect(try map.action(for: key("Q"), in: .browse) == .quit)
    #expect(try map.action(for: key("Ctrl-Q"), in: .browse) == .quit)
    #expect(try map.action(for: key("q"), in: .browse) == nil)
    #expect(try map.action(for: key("Q"), in: .write) == nil)
    #expect(try map.action(for: key("Ctrl-Q"), in: .write) == .quit)
    #expect(try map.action(for: key("Ctrl-C"), in: .write) == nil)
    // Nothing of the line could be used there, so the keys are what they were.
    #expect(try map.action(for: key("J"), in: .browse) == .nextChannel)
    #expect(try map.action(for: key("Ctrl-N"), in: .write) == .nextChannel)
  }

  @Test("the keys that the help shows are the new ones, once each")
  func help() throws {
    let map = try keyMap(("quit", "Q, Q"), ("quit", "Ctrl-Q"))
    let rows = map.rows(of: .browse).filter { $0.help == "quit" }
    #expect(rows.flatMap(\.keys) == ["Q", "Ctrl-Q"])
  }

  @Test("the characters that mean something to the file have names")
  func signs() throws {
    let map = try keyMap(("retry", "Comma, semicolon, Alt-Hash, Equals"))
    for label in [",", ";", "Alt-#", "="] { #expect(try map.action(for: key(label), in: .browse) == .retry) }
    for word in ["Comma", "Semicolon", "Alt-Hash", "Ctrl-Equals", "x", "Space", "PgUp"] {
      #expect(try Key(word: word, line: 1).word == word)
    }
  }

  @Test(
    "what is of no use is refused",
    arguments: [
      ("next-unred", "n", "unknown action 'next-unred': did you mean 'next-unread'?"),
      ("frobnicate", "n", "known are next-unread, previous-unread"),
      ("keys.brwse.retry", "n", "unknown section 'keys.brwse': did you mean 'keys.browse'?"),
      ("theme.retry", "n", "known are keys, keys.browse"), ("retry", "Hyper-x", "unknown key 'Hyper-x'"),
      ("retry", "y,", "Comma"), ("retry", ",", "Comma"), ("retry", "y e", "separated by commas"),
      ("retry", "Ctrl-I", "cannot tell Ctrl-I from Tab"), ("retry", "Ctrl-M", "write Enter"),
      ("keys.write.retry", "F9", "'retry' does nothing in [keys.write], but in [keys.browse]"),
      ("keys.write.send", "e", "'e' types a character in [keys.write]"),
      ("send", "e", "'e' types a character"),
      ("retry", "n", "'n' is bound to 'next-unread' and to 'retry' in [keys.browse]"),
      ("quit", "", "'quit' needs a key in [keys.browse]"),
      ("help", "", "'help' needs a key in [keys.browse]"),
      ("keys.browse.quit", "", "'quit' needs a key"),
    ])
  func refusals(key: String, value: String, reason: String) throws {
    let error = #expect(throws: SettingError.self) { try keyMap(("redraw", "F12"), (key, value)) }
    #expect(error?.line == 2)
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
  }

  @Test(
    "whatever is accepted, no key means two things and there is a way out",
    arguments: 0..<100 as Range<UInt64>)
  func random(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let names = KeyMap.standard.names
    let keys = ["n", "Q", "F1", "F7", "Ctrl-C", "Alt-x", "Enter", "Esc", "Comma", "?", ""]
    let sections = ["", "keys"] + Mode.allCases.map { "keys.\($0.name)" }
    for _ in 0..<20 {
      let lines = (1...3).map { line in
        SettingLine(
          section: sections.randomElement(using: &random) ?? "",
          name: names.randomElement(using: &random) ?? "",
          value: keys.randomElement(using: &random) ?? "", line: line)
      }
      guard let map = try? KeyMapFile(lines).keyMap else { continue }
      #expect(
        map.label(of: .quit, in: .browse) != nil && map.label(of: .help, in: .browse) != nil, "seed \(seed)")
      for mode in Mode.allCases {
        let all = map.bindings.filter { $0.modes.contains(mode) }.flatMap(\.keys)
        #expect(Set(all).count == all.count, "seed \(seed), \(mode.name)")
        if mode.isTyping { #expect(all.allSatisfy { $0.typed == nil }, "seed \(seed), \(mode.name)") }
      }
    }
  }
}
