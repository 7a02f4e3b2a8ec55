import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// What is not sent, and why.
@Suite struct SendingTests {
  private func world() -> World {
    var world = World(
      [Sample.info(Sample.general, head: 3), Sample.info(Sample.random, head: 1, readOnly: true)],
      opening: Sample.general)
    world.begin()
    world.wait(.seconds(1))
    world.press(.plain("i"))
    return world
  }

  @Test("in a channel that only bots write to, one who got there while writing is refused with the text kept")
  func readOnly() {
    var world = world()
    world.press(.control("n"))
    world.type("hello")
    #expect(world.press(Key(.enter)) == [])
    #expect(world.screen.contains("not sent: you may not write to #random"))
    #expect(world.client.composer.editor.text == "hello")
    #expect(world.client.outbox.messages == [])
  }

  @Test("who is not a member any more is told so, with the text kept")
  func notMember() {
    var world = world()
    world.type("hello")
    world.post(.channels([Sample.info(Sample.random)]))
    #expect(world.screen.contains("You are not a member of general any more. Ctrl-K finds"))
    #expect(world.press(Key(.enter)).withoutTitle == [])
    #expect(world.client.toast?.text == "not sent: you are not a member of general any more")
    #expect(world.client.composer.editor.text == "hello")
  }

  @Test("a message of 8,192 bytes is sent, and one of a byte more stays to be shortened")
  func length() {
    var world = world()
    world.post(.input(.paste(String(repeating: "é", count: 4_096) + "x")))
    #expect(world.press(Key(.enter)) == [])
    #expect(world.client.toast?.text.hasPrefix("not sent: a text of 8193 bytes") == true)
    world.press(Key(.backspace))
    #expect(world.press(Key(.enter)).contains { if case .send = $0 { true } else { false } })
    #expect(world.client.composer.editor.isEmpty)
  }

  @Test("what failed is marked in the list, and stays for its own channel's keys")
  func failed() {
    var world = world()
    world.isAnswering = false
    world.type("hello")
    let sent = world.press(Key(.enter))
    world.press(Key(.escape))
    #expect(!world.screen.contains("unsent"))
    world.post(.sendFailed(id: "test-1", reason: "no \u{1B}[31mbroker"))
    #expect(world.screen.contains("│ ▸ #general  unsent │"))
    #expect(world.screen.contains("hello  not sent: no broker (r: again, x:"))
    world.press(Key(.tab))
    #expect(world.press(.plain("r")) == [])
    #expect(world.client.toast?.text == "nothing here failed to be sent")
    world.press(.plain("x"))
    #expect(world.client.outbox.messages.count == 1)
    world.press(Key(.tab))
    #expect(world.press(.plain("r")) == sent, "with the same id")
    #expect(!world.screen.contains("unsent"))
    #expect(world.press(.plain("r")) == [], "it is on its way")
  }

  @Test("a message that is stored all the same is done, however often it was sent")
  func storedTwice() {
    var world = world()
    world.isAnswering = false
    world.type("hello")
    world.press(Key(.enter))
    world.post(.sendFailed(id: "test-1", reason: "timeout"))
    world.press(Key(.escape), .plain("r"))
    let stored = Message(
      channel: Sample.general, seq: 4, id: "test-1", author: Sample.alice, sentAt: Sample.wall, body: "hello")
    world.post(.heard(.notice(.message(stored))))
    #expect(world.client.outbox.messages == [])
    world.post(.sendFailed(id: "test-1", reason: "timeout"))
    world.post(.sendAcknowledged(id: "test-1"))
    #expect(world.client.outbox.messages == [])
    #expect(!world.screen.contains("not sent"))
  }

  @Test("pasted text is never sent, wherever it is pasted", arguments: Mode.allCases)
  func paste(mode: Mode) {
    var world = world()
    let keys: [Mode: Key] = [
      .find: .control("k"), .filter: .plain("f"), .search: .plain("/"), .help: .plain("?"),
      .select: .plain("v"),
    ]
    if mode != .write { world.press(Key(.escape)) }
    if let key = keys[mode] { world.press(key) }
    #expect(world.client.mode == mode)
    world.isAnswering = false
    let effects = world.post(.input(.paste("one\r\ntwo\rq\n\u{1B}[200~\n"))) + world.wait(.seconds(2))
    for effect in effects {
      switch effect {
      case .announceTyping, .search, .loadMembers: break
      default: Issue.record("\(effect)")
      }
    }
    #expect(world.client.outbox.messages == [])
    #expect(!world.client.isQuitting)
  }

  @Test("a paste beyond the limit is cut, and says so")
  func longPaste() {
    var world = world()
    world.post(.input(.paste(String(repeating: "a", count: 9_000))))
    #expect(world.screen.contains("the text was too long and was cut"))
    #expect(world.client.composer.editor.text.count == 8_192)
    world.post(.edited(String(repeating: "b", count: 9_000), problem: nil))
    #expect(world.client.composer.editor.text == String(repeating: "b", count: 8_192))
  }

  @Test("the editor's text is never sent by itself, and may be empty or hostile")
  func editor() {
    var world = world()
    world.type("x")
    world.isAnswering = false
    #expect(world.press(.control("x")) == [.edit("x")])
    #expect(world.post(.edited("a\u{1B}]0;t\u{7}\u{202E}b\n\n", problem: nil)) == [])
    #expect(world.client.composer.editor.text == "ab\n")
    #expect(world.post(.edited("", problem: nil)) == [])
    #expect(world.client.composer.editor.isEmpty)
    #expect(world.press(Key(.enter)) == [])
  }

  @Test("the editor can be opened from browsing, but not where nothing can be written")
  func openEditor() {
    var world = world()
    world.press(Key(.escape))
    #expect(world.press(.control("x")) == [.edit("")])
    world.press(Key(.escape), Key(.tab))
    #expect(world.press(.control("x")) == [])
    #expect(world.screen.contains("you may not write to #random"))
  }
}
