import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct ScrollingTests {
  private func world(head: Seq, read: Seq) -> World {
    var world = World([Sample.info(Sample.incidents, head: head)])
    world.server.read(read, in: Sample.incidents)
    world.begin()
    return world
  }

  private func pane(_ world: World) -> [String] {
    world.screen.split(separator: "\n").filter { $0.contains("message ") }
      .map { $0.split(separator: "│").last.map(String.init) ?? "" }
  }

  @Test("scrolled back, arriving messages move nothing and are counted below")
  func arrivals() {
    var world = world(head: 100, read: 100)
    world.press(Key(.pageUp))
    world.draw()
    let before = pane(world)
    for number in 1...5 { world.say("message new \(number)", in: Sample.incidents) }
    world.draw()
    #expect(pane(world) == before)
    let below = world.server.head(Sample.incidents) - (world.client.shown.bottom ?? 0)
    #expect(world.screen.contains("↓ \(below) more below"))
  }

  @Test("at the end, arriving messages are followed")
  func following() {
    var world = world(head: 100, read: 100)
    world.say("message new", in: Sample.incidents)
    world.draw()
    #expect(world.screen.contains("message new"))
    #expect(!world.screen.contains("more below"))
  }

  @Test("history is loaded as it is scrolled to, up to the first message, and stays in place meanwhile")
  func history() {
    var world = world(head: 500, read: 500)
    for _ in 0..<60 {
      world.press(Key(.pageUp))
      world.draw()
    }
    #expect(world.client.conversation?.window.seqs == 1...500)
    #expect(world.screen.contains("message 1\n") || world.screen.contains("message 1 "))
    for _ in 0..<60 {
      world.press(Key(.pageDown))
      world.draw()
    }
    #expect(world.client.conversation?.position == .newest)
  }

  @Test("a page down and a page up lead back to the same rows")
  func roundTrip() {
    var world = world(head: 300, read: 100)
    world.press(Key(.down))
    world.draw()
    let before = pane(world)
    world.press(Key(.pageDown), Key(.pageUp))
    world.draw()
    #expect(pane(world) == before)
  }

  @Test("a resized window keeps its uppermost message", arguments: [(120, 40), (40, 10), (200, 50), (64, 9)])
  func resize(width: Int, height: Int) {
    var world = world(head: 300, read: 100)
    world.press(Key(.down))
    world.draw()
    let top = world.client.shown.top?.seq
    world.post(.input(.resize(Size(width: width, height: height))))
    world.draw()
    #expect(world.client.shown.top?.seq == top)
  }

  @Test("the newest message is one key away, however far")
  func newest() {
    var world = world(head: 5_000, read: 100)
    world.press(Key(.character("G")))
    world.draw()
    #expect(world.screen.contains("message 5000"))
    #expect((world.client.conversation?.window.count ?? 0) < 200)
  }

  @Test("a gap in what is heard is loaded")
  func gap() {
    var world = world(head: 100, read: 100)
    for number in 1...3 { world.say("message lost \(number)", in: Sample.incidents, isHeard: false) }
    world.say("message heard", in: Sample.incidents)
    world.draw()
    #expect(world.client.conversation?.window.seqs?.upperBound == 104)
    #expect(world.screen.contains("message lost 2"))
  }

  @Test("after a long silence the user is not rushed through hundreds of messages")
  func silence() {
    var world = world(head: 100, read: 100)
    for number in 1...400 { world.say("message lost \(number)", in: Sample.incidents, isHeard: false) }
    world.post(.heard(.missed))
    world.draw()
    #expect(world.screen.contains("↓ 400 more below"))
    world.press(Key(.character("G")))
    world.draw()
    #expect(world.screen.contains("message lost 400"))
  }

  @Test("a load that fails is tried again, and says why meanwhile")
  func failure() {
    var world = World([Sample.info(Sample.incidents, head: 9)])
    world.isAnswering = false
    world.post(.started)
    world.post(.channels([Sample.info(Sample.incidents, head: 9)]))
    world.post(.counters([Sample.incidents: .listed(Unread(head: 9))], complete: true))
    world.post(.failed(.messages(Sample.incidents, 1...9), reason: "the database is down"))
    #expect(world.screen.contains("Could not load messages: the database is"))
    #expect(world.client.nextDeadline == .seconds(1))
    #expect(world.wait(.seconds(1)) == [.loadMessages(Sample.incidents, 1...9)])
    world.post(.failed(.messages(Sample.incidents, 1...9), reason: "the database is down"))
    #expect(world.post(.health(.database, .up)) == [.loadMessages(Sample.incidents, 1...9)])
  }
}
