import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct WritingTests {
  private func world() -> World {
    var world = World([Sample.info(Sample.general, head: 3), Sample.info(Sample.random, readOnly: true)])
    world.begin()
    world.wait(.seconds(1))
    return world
  }

  @Test("a message is shown at once, and told from the stored one by its id")
  func send() throws {
    var world = world()
    world.isAnswering = false
    world.type("ihello")
    #expect(world.client.view(.monochrome).canvas.cursor != nil)
    let event = try MessageEvent(id: "test-1", channel: Sample.general, author: Sample.alice, body: "hello")
    #expect(world.press(Key(.enter)) == [.send(event)])
    #expect(world.screen.contains("hello  sending…"))
    world.post(.sendAcknowledged(id: "test-1"))
    #expect(world.screen.contains("hello  sent, not numbered yet"))
    let stored = Message(
      channel: Sample.general, seq: 4, id: "test-1", author: Sample.alice, sentAt: Sample.wall, body: "hello")
    world.post(.heard(.notice(.message(stored))))
    #expect(world.client.outbox.messages == [])
    #expect(!world.screen.contains("sent,"))
    #expect(world.screen.contains("hello"))
  }

  @Test("what was not sent says why, and can be sent again with the same id, or given up")
  func failure() throws {
    var world = world()
    world.isAnswering = false
    world.type("ihello")
    let effects = world.press(Key(.enter))
    world.post(.sendFailed(id: "test-1", reason: "no broker"))
    world.press(Key(.escape))
    #expect(world.screen.contains("not sent: no broker"))
    #expect(world.press(Key(.character("r"))) == effects)
    world.post(.sendFailed(id: "test-1", reason: "no broker"))
    world.press(Key(.character("x")))
    #expect(world.client.outbox.messages == [])
    #expect(world.screen.contains("gave up 1 message"))
  }

  @Test("a paste is never sent by itself, and its line ends stay")
  func paste() {
    var world = world()
    #expect(
      world.post(.input(.paste("one\r\ntwo\n\u{1B}[31m"))) == [
        .loadMembers(Sample.general), .announceTyping(Sample.general),
      ])
    #expect(world.client.mode == .write)
    #expect(world.client.composer.editor.text == "one\ntwo\n")
  }

  @Test("an empty message is not sent, and one that is too long stays to be shortened")
  func bounds() {
    var world = world()
    world.type("i   ")
    #expect(world.press(Key(.enter)) == [])
    let long = String(repeating: "界", count: 4_000)
    world.post(.input(.paste(long)))
    #expect(world.press(Key(.enter)) == [])
    #expect(world.screen.contains("not sent: a text of"))
    #expect(world.client.composer.editor.text.contains(long))
  }

  @Test("each channel has its own draft")
  func drafts() {
    var world = World([Sample.info(Sample.general), Sample.info(Sample.incidents)])
    world.begin()
    world.type("ifirst")
    world.press(Key(.character("n"), .control))
    #expect(world.client.composer.editor.isEmpty)
    #expect(world.screen.split(separator: "\n").contains { $0.contains("#general") && $0.contains("draft") })
    world.type("second")
    world.press(Key(.character("n"), .control))
    #expect(world.client.composer.editor.text == "first")
    world.press(Key(.character("p"), .control))
    #expect(world.client.composer.editor.text == "second")
  }

  @Test("in a channel that only bots write to, writing says so, and commands are taken")
  func readOnly() {
    var world = world()
    world.press(Key(.tab))
    #expect(world.screen.contains("you may not write here"))
    world.press(Key(.character("i")))
    #expect(world.screen.contains("you may not write to #random"))
    world.type("hello")
    #expect(world.press(Key(.enter)) == [])
    #expect(world.screen.contains("not sent: you may not write to #random"))
    world.press(.control("u"))
    world.type("/leave")
    #expect(
      world.press(Key(.enter)).contains {
        if case .change(let request) = $0 { request.change == .leave } else { false }
      })
  }

  @Test("who is in no channel can make one, or begin to talk to somebody")
  func lonely() {
    var world = World([])
    world.begin()
    world.press(Key(.character("i")))
    world.type("hello")
    #expect(world.screen.contains("> hello"))
    #expect(world.press(Key(.enter)) == [])
    #expect(world.client.toast?.text.hasPrefix("no channel is open: /join") == true)
    world.press(.control("u"))
    world.isAnswering = false
    world.type("/msg bob hello")
    let sent = world.press(Key(.enter))
    #expect(
      sent.contains { if case .send(let event) = $0 { event.channel == Sample.bobAndAlice } else { false } })
  }

  @Test("sending goes to the newest message")
  func scrolled() {
    var world = World([Sample.info(Sample.general, head: 300)])
    world.begin()
    world.press(Key(.character("g")))
    world.draw()
    world.type("ihello")
    world.press(Key(.enter))
    world.draw()
    #expect(world.client.conversation?.position == .newest)
    #expect(world.screen.contains("hello"))
  }

  @Test("characters that are commands elsewhere are text while writing")
  func modes() {
    var world = world()
    world.type("i?q/nN<>@ gG")
    #expect(world.client.composer.editor.text == "?q/nN<>@ gG")
    world.press(Key(.enter, .alt))
    #expect(world.client.composer.editor.text == "?q/nN<>@ gG\n")
  }
}
