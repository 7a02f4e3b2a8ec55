import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// What was sent before, taken up again while writing.
@Suite struct HistoryTests {
  private func world(sent: [String]) -> World {
    var world = World([Sample.info(Sample.general), Sample.info(Sample.incidents)], opening: Sample.general)
    world.begin()
    world.type("i")
    for text in sent {
      world.post(.input(.paste(text)))
      world.press(Key(.enter))
    }
    return world
  }

  private func text(_ world: World) -> String { world.client.composer.editor.text }

  @Test("Up moves within the text first, and takes what was sent before only from the first row")
  func rows() {
    var world = world(sent: ["first", "one\ntwo"])
    world.press(Key(.up))
    #expect(text(world) == "one\ntwo")
    world.press(Key(.up))
    #expect(text(world) == "one\ntwo", "up to the first row")
    world.press(Key(.up))
    #expect(text(world) == "first")
    world.press(Key(.up))
    #expect(text(world) == "first", "there is nothing before it")
    world.press(Key(.down), Key(.up))
    #expect(text(world) == "one\ntwo")
  }

  @Test("Alt-P and Alt-N go by whole texts; at last comes back what was being written")
  func keys() {
    var world = world(sent: ["first", "one\ntwo"])
    world.type("being written")
    world.press(.alt("p"), .alt("p"), .alt("p"))
    #expect(text(world) == "first")
    world.press(.alt("n"))
    #expect(text(world) == "one\ntwo")
    world.press(.alt("n"))
    #expect(text(world) == "being written")
    world.press(.alt("n"))
    #expect(text(world) == "being written")
  }

  @Test("a text that was taken up is sent as a new message, and the history begins anew behind it")
  func again() throws {
    var world = world(sent: ["first", "second"])
    world.isAnswering = false
    world.press(.alt("p"), .alt("p"))
    let event = try MessageEvent(id: "test-3", channel: Sample.general, author: Sample.alice, body: "first")
    #expect(world.press(Key(.enter)) == [.send(event)])
    world.press(.alt("p"), .alt("p"))
    #expect(text(world) == "second")
  }

  @Test("with nothing sent yet the keys change nothing")
  func empty() {
    var world = world(sent: [])
    world.type("text")
    world.press(Key(.up), .alt("p"), Key(.down), .alt("n"))
    #expect(text(world) == "text")
  }

  @Test("the history is of all channels; leaving a channel leaves what was recalled as its draft")
  func channels() {
    var world = world(sent: ["said in general"])
    world.press(.control("n"))
    #expect(world.client.conversation?.channel == Sample.incidents)
    world.press(.alt("p"))
    #expect(text(world) == "said in general")
    world.press(.control("n"), .alt("n"))
    #expect(text(world).isEmpty)
    world.press(.control("n"))
    #expect(text(world) == "said in general")
  }

  @Test("repeated texts are remembered once, and at most a hundred")
  func bounds() {
    var composer = Composer()
    for number in 0..<150 {
      for _ in 0..<2 {
        composer.editor.insert("text \(number)")
        composer.wasSent()
      }
    }
    for _ in 0..<Composer.mostSent { composer.older() }
    #expect(composer.editor.text == "text 50")
    composer.older()
    #expect(composer.editor.text == "text 50")
  }
}
