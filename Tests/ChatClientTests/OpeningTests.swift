import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct OpeningTests {
  @Test("the client asks for what it needs, in this order, and for nothing else")
  func start() {
    var world = World([])
    world.isAnswering = false
    #expect(
      world.post(.started) == [
        .listen([.user(Sample.alice), .everyone]), .loadChannels, .announce(isOnline: true),
        .setTitle("dogear"),
      ])
    #expect(
      world.post(.channels([Sample.info(Sample.incidents, head: 3)])) == [
        .listen([.channel(Sample.incidents)]), .loadCounters(nil),
      ])
    #expect(
      world.post(.counters([Sample.incidents: .listed(Unread(head: 3))], complete: true)) == [
        .loadMessages(Sample.incidents, 1...3), .setTitle("(3) #incidents - dogear"),
      ])
    #expect(world.post(.messages(Sample.incidents, 1...3, Sample.messages(1...3))) == [])
    #expect(
      world.client.nextDeadline == Heartbeat.interval, "and then only to say that the user is still there")
  }

  @Test("the first unread message is in view at opening, under a line that stays")
  func firstUnread() throws {
    var world = World([Sample.info(Sample.incidents, head: 200)])
    world.server.read(100, in: Sample.incidents)
    world.begin()
    let rows = world.screen.split(separator: "\n")
    let line = try #require(rows.firstIndex { $0.contains("new messages") })
    #expect(rows[line + 1].contains("message 101"))
    #expect(rows[line - 1].contains("message 100"))
    world.press(Key(.down), Key(.down))
    world.wait(.seconds(5))
    world.draw()
    #expect(world.client.conversation?.divider == 101)
    #expect(world.screen.contains("new messages"))
  }

  @Test("if all unread messages fit, the newest is in view")
  func fewUnread() {
    var world = World([Sample.info(Sample.incidents, head: 200)])
    world.server.read(195, in: Sample.incidents)
    world.begin()
    #expect(world.client.conversation?.position == .newest)
    #expect(world.screen.contains("new messages"))
    #expect(world.screen.contains("message 200"))
  }

  @Test("with nothing unread, the newest is in view and there is no line")
  func nothingUnread() {
    var world = World([Sample.info(Sample.incidents, head: 200)])
    world.server.read(200, in: Sample.incidents)
    world.begin()
    #expect(world.client.conversation?.position == .newest)
    #expect(!world.screen.contains("new messages"))
  }

  @Test("the channel asked for is opened, else the topmost")
  func choice() {
    let infos = [Sample.info(Sample.general, head: 1), Sample.info(Sample.random, head: 5)]
    var asked = World(infos, opening: Sample.random)
    asked.begin()
    #expect(asked.client.conversation?.channel == Sample.random)
    var topmost = World(infos)
    topmost.server.read(1, in: Sample.general)
    topmost.begin()
    #expect(topmost.client.conversation?.channel == Sample.random)
    var unknown = World(infos, opening: Sample.incidents)
    unknown.begin()
    #expect(unknown.screen.contains("you are not a member of incidents"))
  }

  @Test("while the counts are unknown nothing is read, and when they come the first unread message is shown")
  func lateCounts() {
    var world = World([Sample.info(Sample.incidents, head: 200)])
    world.server.read(100, in: Sample.incidents)
    world.isAnswering = false
    world.post(.started)
    world.post(.input(.focus(true)))
    world.post(.channels([Sample.info(Sample.incidents, head: 200)]))
    world.post(.countersNotBuilt)
    world.post(.messages(Sample.incidents, 150...200, Sample.messages(150...200)))
    world.draw()
    world.wait(.milliseconds(900))
    #expect(world.screen.contains("message 200"))
    #expect(world.screen.contains("counts are being rebuilt"))
    #expect(world.receipts == [])
    world.isAnswering = true
    world.wait(.milliseconds(200))
    world.draw()
    #expect(world.client.conversation?.divider == 101)
    #expect(world.screen.contains("message 101"))
  }

  @Test("leaving a channel and coming back goes to what is unread then")
  func comingBack() {
    var world = World([Sample.info(Sample.general, head: 5), Sample.info(Sample.incidents, head: 5)])
    world.begin()
    world.wait(.seconds(1))
    #expect(world.client.list.badge(Sample.general) == Badge())
    world.press(Key(.tab))
    world.draw()
    world.say("one more", in: Sample.general)
    world.wait(.seconds(1))
    world.press(Key(.tab))
    world.draw()
    #expect(world.client.conversation?.channel == Sample.general)
    #expect(world.client.conversation?.divider == 6)
  }

  @Test("an answer for a channel that was left is not mixed up with the open one")
  func lateAnswer() {
    var world = World([Sample.info(Sample.general, head: 5), Sample.info(Sample.incidents, head: 5)])
    world.begin()
    world.post(.messages(Sample.incidents, 1...5, Sample.messages(1...5)))
    #expect(world.client.conversation?.window[1]?.channel == Sample.general)
  }
}
