import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct MarkingTests {
  private static let release = ChannelID(stored: "release")
  private static let all = [Sample.bobAndAlice, Sample.general, Sample.incidents, release]

  /// Everything unread from 3 on, with mentions and an own message, one channel muted.
  private func world() -> World {
    var world = World(
      [
        Sample.info(Sample.general, head: 5), Sample.info(Sample.incidents, head: 4),
        Sample.info(Self.release, head: 4, muted: true), Sample.info(Sample.bobAndAlice, head: 6, members: 2),
        Sample.info(Sample.random),
      ], opening: Sample.random)
    for channel in Self.all { world.server.read(2, in: channel) }
    _ = world.server.store(Sample.general, author: "bob", body: "@alice?")
    _ = world.server.store(Self.release, author: "bob", body: "@channel!")
    world.begin()
    world.isAnswering = false
    return world
  }

  private func receipt(
    _ channel: ChannelID, _ seq: Seq, _ kind: ReceiptEvent.Kind = .read, epoch: Int64 = 0
  ) throws -> ClientEffect {
    .sendReceipt(try ReceiptEvent(UserChannel(Sample.alice, channel), kind, seq: seq, epoch: epoch))
  }

  private func badges(_ world: World) -> [Badge] { Self.all.map(world.client.list.badge) }

  @Test("to mark what is read already changes nothing, and leaves the last marking to be undone")
  func nothingUnread() {
    var world = world()
    let before = badges(world)
    world.press(.plain("A"))
    #expect(world.press(.plain("m")).withoutTitle == [])
    #expect(world.screen.contains("nothing is unread here"))
    world.press(.plain("U"))
    #expect(badges(world) == before)
  }

  @Test("marking all read covers every channel, muted ones too, and undo is exact: one receipt for each")
  func allAndBack() throws {
    var world = world()
    let before = badges(world)
    #expect(before[1] == Badge(unread: 4, mentions: 1))
    let title = world.client.windowTitle
    #expect(
      world.press(.plain("A")) == [
        try receipt(Sample.bobAndAlice, 6), try receipt(Sample.general, 6), try receipt(Sample.incidents, 4),
        try receipt(Self.release, 5), .setTitle("#random - dogear"),
      ])
    #expect(world.screen.contains("marked 4 channels as read; U undoes"))
    #expect(badges(world) == Array(repeating: Badge(), count: 4))
    #expect(
      world.press(.plain("U")) == [
        try receipt(Sample.bobAndAlice, 3, .unread, epoch: 1),
        try receipt(Sample.general, 3, .unread, epoch: 1),
        try receipt(Sample.incidents, 3, .unread, epoch: 1), try receipt(Self.release, 3, .unread, epoch: 1),
        .setTitle(title),
      ])
    #expect(world.screen.contains("4 channels unread again as before"))
    #expect(badges(world) == before)
    #expect(world.press(.plain("U")) == [])
    #expect(world.screen.contains("nothing to undo"))
  }

  @Test("the server comes to the same badges, and every round opens the next epoch")
  func epochs() throws {
    var world = world()
    let before = badges(world)
    world.isAnswering = true
    for epoch in 1...3 {
      world.press(.plain("A"))
      world.wait(.seconds(1))
      #expect(Self.all.allSatisfy { world.server.unread($0).unread == 0 })
      world.press(.plain("U"))
      world.wait(.seconds(1))
      #expect(Self.all.map { world.server.unread($0).badge(in: $0) } == before)
      #expect(badges(world) == before)
      #expect(Self.all.allSatisfy { world.server.reads[$0]?.marker.epoch == Int64(epoch) })
    }
  }

  @Test("what came after the marking is unread as well after the undo")
  func laterMessages() {
    var world = world()
    let before = world.client.list.badge(Sample.incidents)
    world.isAnswering = true
    world.press(.plain("A"))
    world.say("@alice", in: Sample.incidents)
    world.wait(.seconds(1))
    #expect(world.client.list.badge(Sample.incidents) == Badge(unread: 1, mentions: 1))
    world.press(.plain("U"))
    world.wait(.seconds(1))
    #expect(world.client.list.badge(Sample.incidents) == before + Badge(unread: 1, mentions: 1))
  }

  @Test("the undo of one channel is not read away by looking at it")
  func one() throws {
    var world = World([Sample.info(Sample.incidents, head: 500), Sample.info(Sample.general)])
    world.server.read(100, in: Sample.incidents)
    world.begin()
    world.press(.plain("m"))
    world.wait(.seconds(1))
    world.draw()
    let effects = world.press(.plain("U"))
    #expect(effects.receipts.map(\.seq) == [101])
    world.draw()
    world.wait(.seconds(60))
    #expect(world.client.list.badge(Sample.incidents).unread == 400)
    #expect(world.server.unread(Sample.incidents).unread == 400)
  }

  @Test("with nothing unread, marking all says so")
  func nothing() {
    var world = World([Sample.info(Sample.incidents, head: 9)])
    world.server.read(9, in: Sample.incidents)
    world.begin()
    #expect(world.press(.plain("A")) == [])
    #expect(world.screen.contains("nothing is unread"))
    #expect(world.press(.plain("U")) == [])
    #expect(world.screen.contains("nothing to undo"))
  }

  @Test("an unread mark stays through focus and new messages; coming back reads on")
  func sticky() throws {
    var world = World([Sample.info(Sample.incidents, head: 60), Sample.info(Sample.random)])
    world.server.read(60, in: Sample.incidents)
    world.begin()
    world.press(.plain("u"))
    #expect(world.screen.contains("marked as unread from here; scroll or come back"))
    for hasFocus in [false, true] {
      world.post(.input(.focus(hasFocus)))
      world.draw()
      world.wait(.seconds(9))
    }
    world.say("one more", in: Sample.incidents)
    world.draw()
    world.wait(.seconds(60))
    #expect(world.receipts.count == 1)
    #expect(world.client.list.badge(Sample.incidents).unread == 2)
    world.press(Key(.tab))
    world.draw()
    world.press(.plain("b"))
    world.draw()
    world.wait(.seconds(1))
    #expect(world.server.unread(Sample.incidents).unread == 0)
    #expect(world.receipts.last?.epoch == 1)
  }

  @Test("scrolling reads on after an unread mark")
  func scrolling() {
    var world = World([Sample.info(Sample.incidents, head: 60)])
    world.server.read(60, in: Sample.incidents)
    world.begin()
    world.press(.plain("u"))
    world.press(.plain("k"), .plain("j"))
    world.draw()
    world.wait(.seconds(1))
    #expect(world.client.list.badge(Sample.incidents) == Badge())
  }
}
