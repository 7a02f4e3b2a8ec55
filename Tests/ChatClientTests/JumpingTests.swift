import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// A receipt covers everything before its message, so what was jumped across must not be read by looking.
@Suite struct JumpingTests {
  /// Incidents, read up to 100 of 200, and never drawn before the jump.
  private func jumped() -> World {
    var world = World(
      [Sample.info(Sample.general), Sample.info(Sample.incidents, head: 200)], opening: Sample.general)
    world.server.read(100, in: Sample.incidents)
    world.begin()
    world.press(.plain("n"), .plain("G"))
    world.draw()
    return world
  }

  @Test(
    "after a jump to the newest message nothing is read by looking, and the line below says what is above")
  func nothing() throws {
    var world = jumped()
    #expect(world.screen.contains("message 200"))
    let first = try #require(world.client.shown.seqs?.lowerBound)
    #expect(world.screen.contains("↑ \(first - 101) unread above"))
    #expect(!world.screen.contains("reading"))
    world.wait(.seconds(60))
    world.press(.plain("k"), .plain("j"))
    world.draw()
    world.wait(.seconds(60))
    #expect(world.receipts == [])
    #expect(world.client.list.badge(Sample.incidents).unread == 100)
  }

  @Test("a new message at the end is not read either while others are above it")
  func arrival() {
    var world = jumped()
    world.say("one more", in: Sample.incidents)
    world.draw()
    world.wait(.seconds(9))
    #expect(world.receipts == [])
    #expect(world.client.list.badge(Sample.incidents).unread == 101)
  }

  @Test("J goes to the first unread message, and reading goes on from there, step by step to the end")
  func stepByStep() throws {
    var world = jumped()
    world.wait(.seconds(1))
    world.press(.plain("J"))
    world.draw()
    #expect(world.screen.contains("message 101"))
    #expect(!world.screen.contains("unread above"))
    var bottoms: [Seq] = []
    while world.client.list.badge(Sample.incidents).unread > 0, bottoms.count < 20 {
      bottoms.append(try #require(world.client.shown.bottom))
      world.wait(.seconds(1))
      world.press(Key(.pageDown))
      world.draw()
    }
    #expect(world.receipts.map(\.seq) == bottoms)
    #expect(bottoms.last == 200)
  }

  @Test("fifteen unread: a jump to the end, back up, and down again a page at a time leaves nothing unread")
  func backAndDown() throws {
    var world = World(
      [Sample.info(Sample.general), Sample.info(Sample.incidents, head: 200)],
      size: Size(width: 80, height: 12),
      opening: Sample.general)
    world.server.read(185, in: Sample.incidents)
    world.begin()
    world.press(.plain("n"), .plain("G"))
    world.draw()
    world.wait(.seconds(5))
    #expect(world.client.list.badge(Sample.incidents).unread == 15)
    func shows(_ seq: Seq) -> Bool { world.client.shown.seqs?.contains(seq) ?? false }
    var presses = 0
    while !shows(186), presses < 20 {
      world.press(Key(.pageUp))
      world.draw()
      presses += 1
    }
    #expect(presses > 0 && shows(186))
    for _ in 0..<20 where !shows(200) || world.client.list.badge(Sample.incidents).unread > 0 {
      world.wait(.seconds(1))
      world.press(Key(.pageDown))
      world.draw()
    }
    world.wait(.seconds(1))
    #expect(world.client.list.badge(Sample.incidents).unread == 0)
    #expect(world.receipts.last?.seq == 200)
  }

  @Test(
    "what was in view before the jump is read if it was for the dwell, and nothing beyond the gap",
    arguments: [true, false])
  func before(hasDwelled: Bool) throws {
    var world = World([Sample.info(Sample.incidents, head: 200)])
    world.server.read(100, in: Sample.incidents)
    world.begin()
    let bottom = try #require(world.client.shown.bottom)
    if hasDwelled { world.wait(ReadTracker.dwell) }
    world.press(.plain("G"))
    world.draw()
    world.wait(.seconds(60))
    #expect(world.receipts.map(\.seq) == (hasDwelled ? [bottom] : []))
    #expect(world.screen.contains("unread above"))
  }

  @Test("the line above a message is not the message, nor is its first row")
  func partly() throws {
    var world = World(
      [Sample.info(Sample.general), Sample.info(Sample.incidents, head: 100)], opening: Sample.general)
    world.server.read(100, in: Sample.incidents)
    world.begin()
    let tall = Array(repeating: "row", count: 9).joined(separator: "\n")
    for _ in 0..<30 { world.say(tall, in: Sample.incidents) }
    world.wait(.seconds(1))
    world.press(.plain("n"))
    world.draw()
    let drawn = try #require(world.client.shown.seqs)
    let bottom = try #require(world.client.shown.bottom)
    #expect(drawn.upperBound == bottom + 1, "the last one is cut")
    world.wait(ReadTracker.dwell)
    world.press(.plain("G"))
    world.draw()
    world.wait(.seconds(60))
    #expect(world.receipts.map(\.seq) == [bottom])
  }

  @Test("J says so when nothing is unread")
  func nothingUnread() {
    var world = World([Sample.info(Sample.incidents, head: 20)])
    world.server.read(20, in: Sample.incidents)
    world.begin()
    world.press(.plain("J"))
    #expect(world.screen.contains("nothing is unread here"))
    #expect(world.client.conversation?.position == .newest)
  }

  @Test("a click on the count above goes to the first unread message")
  func click() throws {
    var world = jumped()
    let target = try #require(world.client.shown.targets.first { $0.kind == .firstUnread })
    world.post(.input(.mouse(MouseEvent(.press(.left), at: target.rect.origin))))
    world.draw()
    #expect(world.client.shown.seqs?.contains(101) == true)
  }

  @Test("an unread mark after a jump does not read what was jumped across")
  func unreadMark() {
    var world = jumped()
    world.press(.plain("u"))
    world.wait(.seconds(60))
    #expect(world.server.unread(Sample.incidents).unread == 100)
    #expect(world.client.list.badge(Sample.incidents).unread == 100)
  }
}
