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

  @Test("what Kafka did not take before waits until peeking ends")
  func pending() throws {
    var world = try pendingReceipt()
    let before = world.receipts
    world.wait(.seconds(120))
    #expect(world.receipts == before)
    world.press(.plain("P"))
    #expect(world.receipts == before + before)
  }

  @Test("quitting while peeking leaves no trace: what is pending is kept for the next run")
  func quit() throws {
    var world = try pendingReceipt()
    world.wait(.seconds(120))
    let spool = world.client.receipts.spool
    #expect(!spool.isEmpty)
    let effects = world.post(.input(.signal(15)), settles: false)
    #expect(effects == [.quit])
    #expect(world.effects.last { if case .saveSpool = $0 { true } else { false } } == .saveSpool(spool))
  }

  /// A client that peeks, with a receipt that Kafka did not take.
  private func pendingReceipt() throws -> World {
    var world = World([Sample.info(Sample.incidents, head: 9)])
    world.begin()
    world.isAnswering = false
    world.wait(.milliseconds(300))
    let receipt = try #require(world.receipts.first)
    world.press(.plain("P"))
    world.post(.receiptFailed(receipt, reason: "no broker"))
    return world
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
}
