import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// Telling a user who does not look.
@Suite struct AlertTests {
  private func world(isFocused: Bool) -> World {
    var world = World(
      [Sample.info(Sample.incidents, head: 9), Sample.info(Sample.bobAndAlice, head: 3, members: 2)],
      opening: Sample.incidents)
    world.begin()
    world.post(.input(.focus(isFocused)))
    return world
  }

  private func alerts(_ world: World) -> [Alert] {
    world.effects.compactMap { if case .alert(let alert) = $0 { alert } else { nil } }
  }

  @Test("mentions and direct messages are told, other messages and one's own are not")
  func whichOnes() {
    var world = world(isFocused: false)
    world.say("nothing", in: Sample.incidents)
    world.say("@alice by myself", author: "alice", in: Sample.incidents)
    #expect(alerts(world).isEmpty)
    world.say("@alice \u{1B}[2J look", in: Sample.incidents)
    world.wait(.seconds(1))
    world.say("hi", in: Sample.bobAndAlice)
    #expect(
      alerts(world) == [
        Alert(title: "bob in #incidents", text: "@alice  look"), Alert(title: "bob", text: "hi"),
      ])
  }

  @Test("a silent direct chat counts in no total, tells nobody, and no key looks for it")
  func mutedDirectChat() {
    var world = world(isFocused: false)
    world.post(.attention(.nothing, Sample.bobAndAlice))
    let before = world.client.total
    world.say("hi", in: Sample.bobAndAlice)
    world.wait(.seconds(1))
    #expect(world.client.badge(named: "bob") == Badge(unread: 4, mentions: 4))
    #expect(world.client.total == before)
    #expect(alerts(world).isEmpty)
    world.press(Key(.character("N")))
    #expect(world.client.openChannelName == "#incidents")
  }

  @Test("at most one a second, and none while the terminal has the focus")
  func pace() {
    var world = world(isFocused: false)
    for _ in 0..<50 { world.say("@alice", in: Sample.incidents) }
    #expect(alerts(world).count == 1)
    var looking = self.world(isFocused: true)
    looking.say("@alice", in: Sample.incidents)
    #expect(alerts(looking).isEmpty)
  }

  @Test("what was said before the start or while nothing was heard is told by the badges alone")
  func backlog() {
    var world = world(isFocused: false)
    world.say("@alice", in: Sample.incidents, isHeard: false)
    world.post(.heard(.missed))
    world.wait(.seconds(2))
    #expect(alerts(world).isEmpty)
    #expect(world.client.total.mentions > 0)
  }

  @Test("the title has the totals and the open channel")
  func title() {
    var world = world(isFocused: false)
    #expect(world.client.windowTitle == "(12 @3) #incidents - dogear")
    world.press(.plain("A"))
    #expect(world.client.windowTitle == "#incidents - dogear")
  }

  @Test("what was said in a channel before the client knew of it is told once its badge is there")
  func arrival() {
    var world = world(isFocused: false)
    let lunch = ChannelID(stored: "lunch")
    _ = world.server.change(ChangeRequest(id: "x", channel: lunch, .join), by: Sample.bob)
    world.say("@alice soup?", in: lunch, isHeard: false)
    world.post(.heard(.notice(.membership(UserChannel(Sample.alice, lunch), isMember: true))))
    #expect(alerts(world).map(\.title) == ["#lunch"])
    #expect(alerts(world).map(\.text) == ["1 mention"])
  }
}
