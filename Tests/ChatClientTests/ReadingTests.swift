import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct ReadingTests {
  private func receipt(_ seq: Seq, kind: ReceiptEvent.Kind = .read, epoch: Int64 = 0) throws -> ReceiptEvent {
    try ReceiptEvent(UserChannel(Sample.alice, Sample.incidents), kind, seq: seq, epoch: epoch)
  }

  private func world(head: Seq, read: Seq) -> World {
    var world = World([Sample.info(Sample.incidents, head: head), Sample.info(Sample.random)])
    world.server.read(read, in: Sample.incidents)
    world.begin()
    return world
  }

  @Test("what is drawn is read after the dwell: only that, and the badge falls at once")
  func stepByStep() throws {
    var world = world(head: 200, read: 100)
    let first = try #require(world.client.shown.bottom)
    #expect(first < 200)
    #expect(world.screen.contains("reading…"))
    world.isAnswering = false
    let effects = world.wait(.milliseconds(300)).withoutTitle
    #expect(effects == [.sendReceipt(try receipt(first))])
    #expect(world.client.list.badge(Sample.incidents).unread == Int(200 - first))
    #expect(world.screen.contains("1 receipt pending"))
    world.post(.receiptAcknowledged(try receipt(first)))
    #expect(!world.screen.contains("pending"))
    world.press(Key(.pageDown))
    world.draw()
    let second = try #require(world.client.shown.bottom)
    #expect(second > first)
    #expect(world.wait(.seconds(1)).receipts == [try receipt(second)])
  }

  @Test("a frame that was never drawn reads nothing")
  func notDrawn() {
    var world = World([Sample.info(Sample.incidents, head: 9)])
    world.post(.started)
    world.post(.input(.focus(true)))
    world.wait(.seconds(60))
    #expect(world.receipts == [])
  }

  @Test("an overlay over the messages stops the reading; closing it is enough to go on")
  func overlay() throws {
    var world = world(head: 9, read: 0)
    world.press(Key(.character("?")))
    world.draw()
    world.wait(.seconds(10))
    #expect(world.receipts == [])
    world.press(Key(.escape))
    world.draw()
    world.wait(.milliseconds(300))
    #expect(world.receipts == [try receipt(9)])
  }

  @Test("the focus coming back is enough to read what is in view")
  func focus() throws {
    var world = world(head: 9, read: 0)
    world.post(.input(.focus(false)))
    world.wait(.seconds(10))
    #expect(world.receipts == [])
    world.post(.input(.focus(true)))
    world.wait(.milliseconds(300))
    #expect(world.receipts == [try receipt(9)])
  }

  @Test("a larger window reads what it newly shows")
  func resize() throws {
    var world = world(head: 30, read: 0)
    world.wait(.seconds(1))
    let before = try #require(world.receipts.last?.seq)
    world.post(.input(.resize(Size(width: 80, height: 60))))
    world.draw()
    world.wait(.seconds(1))
    #expect(world.receipts.last == (try receipt(30)))
    #expect(before < 30)
  }

  @Test("leaving the channel, losing the focus and quitting send at once what was read", arguments: 0..<3)
  func atOnce(way: Int) throws {
    var world = world(head: 9, read: 0)
    world.isAnswering = false
    world.wait(.milliseconds(300))
    world.post(.receiptAcknowledged(try receipt(9)))
    world.isAnswering = true
    world.say("ten", in: Sample.incidents)
    world.draw()
    world.isAnswering = false
    world.wait(.milliseconds(299))
    #expect(world.receipts.count == 1)
    // The dwell of message 10 ends with the event that leaves.
    let leaving: [ClientEvent] = [
      .input(.key(Key(.tab))), .input(.focus(false)), .input(.key(Key(.character("q")))),
    ]
    world.wait(.milliseconds(1))
    let effects = world.effects.receipts + world.post(leaving[way]).receipts
    #expect(effects.last == (try receipt(10)))
  }

  @Test("a message taller than the pane is read when its end is in view")
  func tall() throws {
    var world = World([Sample.info(Sample.incidents)], size: Size(width: 80, height: 12))
    world.begin()
    world.say(Array(repeating: "line", count: 40).joined(separator: "\n"), in: Sample.incidents)
    world.draw()
    world.wait(.seconds(1))
    #expect(world.receipts == [try receipt(1)])
    world.press(Key(.pageUp), Key(.pageUp))
    world.draw()
    #expect(world.client.shown.bottom == nil)
  }

  @Test("marking read goes to the newest message at once, drawn or not")
  func markRead() throws {
    var world = world(head: 500, read: 100)
    #expect(world.press(Key(.character("m"))).receipts == [try receipt(500)])
    #expect(world.client.list.badge(Sample.incidents) == Badge())
    #expect(world.client.conversation?.divider == nil)
  }

  @Test(
    "marking unread opens the next epoch, and looking does not undo it until the user scrolls or comes back")
  func markUnread() throws {
    var world = world(head: 60, read: 60)
    #expect(world.press(Key(.character("u"))).receipts == [try receipt(60, kind: .unread, epoch: 1)])
    #expect(world.client.list.badge(Sample.incidents).unread == 1)
    world.draw()
    world.wait(.seconds(60))
    #expect(world.receipts.count == 1)
    #expect(world.client.list.badge(Sample.incidents).unread == 1)
    world.press(Key(.tab))
    world.draw()
    world.press(Key(.tab))
    world.draw()
    world.wait(.seconds(1))
    #expect(world.receipts.last == (try receipt(60, epoch: 1)))
    #expect(world.client.list.badge(Sample.incidents) == Badge())
  }

  @Test("after an unread mark one's own messages and one's mentions count as they should at once")
  func markUnreadCounts() throws {
    var world = World([Sample.info(Sample.incidents, head: 5), Sample.info(Sample.random)])
    world.begin()
    world.say("you, @alice", in: Sample.incidents)
    world.say("mine", author: "alice", in: Sample.incidents)
    world.draw()
    world.wait(.seconds(1))
    world.isAnswering = false
    world.press(Key(.character("u")))
    #expect(world.client.list.badge(Sample.incidents) == Badge(unread: 1, mentions: 1))
  }

  @Test("a receipt that fails is kept, sent again, and written to the spool meanwhile")
  func failure() throws {
    var world = world(head: 9, read: 0)
    world.isAnswering = false
    let receipt = try receipt(9)
    world.wait(.milliseconds(300))
    world.post(.receiptFailed(receipt, reason: "no broker"))
    let spool = Spool([Sample.incidents: .read(9, epoch: 0)])
    let effects = world.wait(.seconds(2)).withoutTitle
    #expect(effects.contains(.saveSpool(spool)))
    #expect(effects.receipts == [receipt])
    world.post(.receiptAcknowledged(receipt))
    #expect(world.wait(.seconds(2)).contains(.saveSpool(Spool())))
  }

  @Test("what the last run left behind is sent again, and joined with what is read since")
  func spool() throws {
    var world = World([Sample.info(Sample.incidents, head: 9)])
    let left = Spool([Sample.incidents: .read(4, epoch: 0)])
    #expect(world.post(.spool(left)).receipts == [try receipt(4)])
    world.begin()
    world.wait(.seconds(3))
    #expect(world.receipts == [try receipt(4), try receipt(9)])
    #expect(world.effects.contains(.saveSpool(Spool())))
  }

  @Test("quitting sends, keeps what is not acknowledged, and ends; a late acknowledgement empties the file")
  func quit() throws {
    var world = world(head: 9, read: 0)
    world.isAnswering = false
    world.wait(.milliseconds(300))
    let receipt = try receipt(9)
    let spool = Spool([Sample.incidents: .read(9, epoch: 0)])
    #expect(world.post(.input(.signal(15))) == [.saveSpool(spool), .announce(isOnline: false), .quit])
    #expect(world.post(.input(.key(Key(.character("q"))))) == [])
    #expect(world.post(.receiptAcknowledged(receipt)) == [.saveSpool(Spool())])
  }

  @Test("before the terminal ever told its focus, keys imply attention")
  func unknownFocus() throws {
    var world = World([Sample.info(Sample.incidents, head: 9)])
    world.post(.started)
    world.draw()
    world.wait(.seconds(10))
    #expect(world.receipts == [])
    world.press(Key(.character("j")))
    world.draw()
    world.wait(.milliseconds(300))
    #expect(world.receipts == [try receipt(9)])
  }
}
