import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct PeekingTests {
  private func peeking() -> World {
    var world = World([Sample.info(Sample.incidents, head: 9), Sample.info(Sample.general, head: 9)])
    world.begin()
    #expect(world.press(.plain("P")) == [.announce(isOnline: false)])
    world.draw()
    return world
  }

  @Test("peeking, nothing is read and nobody is told anything, wherever one goes")
  func silence() {
    var world = peeking()
    let before = world.effects.count
    for key in [Key(.tab), .plain("n"), .plain("g"), .plain("G"), .plain("J"), .plain("b"), Key(.pageUp)] {
      world.press(key)
      world.draw()
      world.wait(.seconds(30))
    }
    for effect in world.effects[before...] {
      switch effect {
      case .loadMessages, .loadCounters, .setTitle: break
      default: Issue.record("\(effect)")
      }
    }
    #expect(world.receipts == [])
  }

  @Test("the screen says that one is peeking")
  func words() {
    let screen = peeking().screen
    #expect(screen.contains("· peeking"))
    #expect(screen.contains("peeking: nothing is read or sent; P ends it"))
  }

  @Test("what would leave a trace is refused with words", arguments: "muAUir")
  func refused(key: Character) {
    var world = peeking()
    world.wait(.seconds(5))
    #expect(world.press(.plain(key)) == [])
    #expect(world.client.toast?.text == "peeking: nothing is read or sent; P ends it")
    #expect(world.client.mode == .browse)
  }

  @Test("a paste, the editor and a click on the line below are refused as well")
  func otherWays() throws {
    var world = peeking()
    #expect(world.post(.input(.paste("text"))) == [])
    #expect(world.press(.control("x")) == [])
    let composer = try #require(world.client.shown.targets.first { $0.kind == .composer })
    #expect(world.post(.input(.mouse(MouseEvent(.press(.left), at: composer.rect.origin)))) == [])
    #expect(world.client.mode == .browse)
    #expect(world.client.composer.editor.isEmpty)
  }

  @Test("a message that failed is not sent again while peeking")
  func retry() throws {
    var world = World([Sample.info(Sample.general, head: 3)])
    world.begin()
    world.isAnswering = false
    world.type("ihello")
    let sent = world.press(Key(.enter))
    world.post(.sendFailed(id: "test-1", reason: "no broker"))
    world.press(Key(.escape), .plain("P"))
    #expect(world.press(.plain("r")) == [])
    world.press(.plain("P"))
    #expect(world.press(.plain("r")) == sent)
  }

  @Test("what was being written stays, and the end of peeking reads what is in view")
  func end() {
    var world = World([Sample.info(Sample.incidents, head: 9)])
    world.begin()
    world.type("idraft")
    world.press(Key(.escape), .plain("P"))
    world.draw()
    world.wait(.seconds(60))
    #expect(world.press(.plain("P")) == [.announce(isOnline: true)])
    #expect(world.screen.contains("no longer peeking: what is in view will be read"))
    #expect(world.client.composer.editor.text == "draft")
    world.draw()
    world.wait(.seconds(1))
    #expect(world.receipts.map(\.seq) == [9])
    #expect(!world.screen.contains("· peeking"))
  }

  @Test("what was read before peeking still reaches Kafka, and quitting leaves no other trace")
  func before() throws {
    var world = World([Sample.info(Sample.incidents, head: 9)])
    world.begin()
    world.isAnswering = false
    world.wait(.milliseconds(300))
    let receipt = try #require(world.receipts.first)
    world.press(.plain("P"))
    world.post(.receiptFailed(receipt, reason: "no broker"))
    #expect(world.wait(.seconds(3)).receipts == [receipt])
    world.post(.receiptAcknowledged(receipt))
    #expect(
      world.post(.input(.signal(15))).withoutTitle.filter { $0 != .saveSpool(Spool()) } == [
        .announce(isOnline: false), .quit,
      ])
  }
}
