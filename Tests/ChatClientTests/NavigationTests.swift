import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct NavigationTests {
  private func world() -> World {
    var world = World(
      [
        Sample.info(Sample.general, head: 3), Sample.info(Sample.incidents, head: 3),
        Sample.info(Sample.random, head: 3, muted: true), Sample.info(Sample.bobAndAlice, head: 2),
      ], opening: Sample.general)
    for channel in [Sample.general, Sample.incidents] { world.server.read(3, in: channel) }
    world.begin()
    return world
  }

  private func open(_ world: World) -> ChannelID? { world.client.conversation?.channel }

  @Test("n goes to the next unread channel, past the read and the muted ones, and says when there is none")
  func nextUnread() {
    var world = world()
    world.press(Key(.character("n")))
    #expect(open(world) == Sample.bobAndAlice)
    world.draw()
    world.wait(.seconds(1))
    world.press(Key(.character("n")))
    #expect(open(world) == Sample.bobAndAlice)
    #expect(world.screen.contains("no other channel has unread messages"))
    world.wait(.seconds(5))
    #expect(!world.screen.contains("no other channel"))
  }

  @Test("N goes to the next mention, even in a muted channel")
  func nextMention() {
    var world = world()
    world.server.read(2, in: Sample.bobAndAlice)
    world.post(.heard(.missed))
    world.say("hey @channel", in: Sample.random)
    world.wait(.seconds(1))
    world.press(Key(.character("N")))
    #expect(open(world) == Sample.random)
  }

  @Test("Tab walks the list round its ends")
  func walk() {
    var world = world()
    let order = world.client.list.order.all
    var visited: [ChannelID?] = []
    for _ in order {
      world.press(Key(.tab))
      visited.append(open(world))
    }
    #expect(Set(visited).count == order.count)
    #expect(open(world) == Sample.general)
    world.press(Key(.backTab), Key(.tab))
    #expect(open(world) == Sample.general)
  }

  @Test("the finder opens a channel by a few of its letters")
  func finder() {
    var world = world()
    world.press(Key(.character("k"), .control))
    world.type("incd")
    #expect(world.screen.contains("▸ #incidents"))
    world.press(Key(.enter))
    #expect(open(world) == Sample.incidents)
    #expect(world.client.overlay == nil)
    world.press(Key(.character("g"), .control))
    world.type("zzz")
    #expect(world.screen.contains("no such channel"))
    world.press(Key(.enter))
    #expect(open(world) == Sample.incidents)
  }

  @Test("a click opens the channel under it, as it was drawn")
  func click() throws {
    var world = world()
    world.draw()
    let rows = world.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(rows.firstIndex { $0.contains("#incidents") && !$0.contains("message") })
    world.post(.input(.mouse(MouseEvent(.press(.left), at: Point(x: 5, y: row)))))
    #expect(open(world) == Sample.incidents)
  }

  @Test("the wheel scrolls what it is over, and a click on the count below goes there")
  func wheel() throws {
    var world = World([Sample.info(Sample.general, head: 200)])
    world.server.read(200, in: Sample.general)
    world.begin()
    let over = Point(x: 50, y: 10)
    world.post(.input(.mouse(MouseEvent(.wheelUp, at: over))))
    world.draw()
    #expect(world.screen.contains("↓ 3 more below"))
    let rows = world.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(rows.firstIndex { $0.contains("more below") })
    world.post(.input(.mouse(MouseEvent(.press(.left), at: Point(x: 72, y: row)))))
    #expect(world.client.conversation?.position == .newest)
  }

  @Test("muting is told to the database, and undone if that fails")
  func mute() {
    var world = world()
    world.isAnswering = false
    #expect(world.press(Key(.character("M"))) == [.setAttention(.mentions, Sample.general)])
    #expect(world.screen.contains("#general (muted)"))
    world.isAnswering = true
    world.post(.failed(.attention(Sample.general), reason: "the database is down"))
    world.wait(.seconds(1))
    #expect(!world.screen.contains("#general (muted)"))
  }

  @Test("other keys have the effects they name")
  func others() {
    var world = world()
    world.wait(.seconds(9))
    world.isAnswering = false
    #expect(world.press(Key(.character("<"))) == [], "there is no crowd")
    world.post(.crowdFound)
    #expect(world.press(Key(.character("<"))) == [.crowd(.slower)])
    #expect(world.press(Key(.character(">"))) == [.crowd(.faster)])
    #expect(world.press(.init(.character("l"), .control)) == [.redraw])
    #expect(world.press(.init(.character("z"), .control)) == [.suspend])
    #expect(world.post(.resumed) == [.redraw, .loadCounters(nil, listing: [Sample.general])])
    #expect(world.press(Key(.function(12))) == [])
    #expect(world.press(.init(.character("c"), .control)) == [.announce(isOnline: false), .quit])
  }
}
