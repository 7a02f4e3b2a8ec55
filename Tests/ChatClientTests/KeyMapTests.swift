import Canvas
import Testing

@testable import ChatClient

@Suite struct KeyMapTests {
  @Test("no key means two things in a mode", arguments: Mode.allCases)
  func unique(mode: Mode) {
    var seen: Set<Key> = []
    for binding in KeyMap.standard.bindings where binding.modes.contains(mode) {
      for key in binding.keys {
        let isNew = seen.insert(key).inserted
        #expect(isNew, "\(key.label)")
      }
    }
  }

  @Test("every mode can be left by Esc or Ctrl-C", arguments: Mode.allCases)
  func exit(mode: Mode) {
    #expect(KeyMap.standard.action(for: Key(.character("c"), .control), in: mode) == .quit)
    #expect(KeyMap.standard.action(for: Key(.escape), in: mode) != nil)
  }

  @Test(
    "keys that type a character are never commands while writing",
    arguments: [Mode.write, .find, .filter, .search])
  func typing(mode: Mode) {
    for binding in KeyMap.standard.bindings where binding.modes.contains(mode) {
      #expect(binding.keys.allSatisfy { $0.typed == nil })
    }
  }

  @Test("the manual's table has every binding and no broken cell")
  func markdown() {
    let table = KeyMap.standard.markdownTable
    #expect(table.contains("| `n` | next unread channel |"))
    #expect(table.contains("| `Tab` `Ctrl-N` `Alt-Down` | next channel |"))
    #expect(table.contains("`PgUp`"))
    for line in table.split(separator: "\n") where line.hasPrefix("|") {
      #expect(line.count { $0 == "|" } == 3, "\(line)")
    }
  }
}
