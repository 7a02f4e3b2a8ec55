import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// Who is there and who is writing: told to others, and heard of them.
@Suite struct PresenceBoardTests {
  private static let carol = UserID(stored: "carol")

  private func world() -> World {
    var world = World(
      [Sample.info(Sample.incidents, head: 9), Sample.info(Sample.bobAndAlice, head: 3, members: 2)],
      size: Size(width: 100, height: 24), opening: Sample.incidents)
    world.begin()
    return world
  }

  private func typing(_ user: String, in channel: ChannelID = Sample.incidents) -> ClientEvent {
    .heard(.notice(.typing(UserChannel(UserID(stored: user), channel))))
  }

  @Test("others hear of the first key, then every three seconds, and anew after sending")
  func pulse() {
    var world = world()
    world.press(.plain("i"))
    #expect(world.type("h").contains(.announceTyping(Sample.incidents)))
    #expect(!world.type("e").contains(.announceTyping(Sample.incidents)))
    world.wait(.seconds(3))
    #expect(world.type("y").contains(.announceTyping(Sample.incidents)))
    world.press(Key(.enter))
    #expect(world.type("a").contains(.announceTyping(Sample.incidents)))
  }

  @Test("those who write are named, and forgotten after six seconds or with their message")
  func typists() {
    var world = world()
    world.post(typing("bob"))
    #expect(world.screen.contains("bob is typing…"))
    world.post(typing("carol"))
    #expect(world.screen.contains("bob and carol are typing…"))
    world.post(typing("dave"))
    world.post(typing("erin"))
    #expect(world.screen.contains("bob, carol +2 are typing…"))
    world.say("done", author: "bob", in: Sample.incidents)
    #expect(world.screen.contains("carol, dave +1 are typing…"))
    world.wait(.seconds(6))
    #expect(!world.screen.contains("typing…"))
  }

  @Test("a flood of names is bounded, and a channel that one is not in is of no interest")
  func flood() {
    var world = world()
    for index in 0..<500 { world.post(typing("user-\(index)")) }
    #expect(world.client.presence.typing(in: Sample.incidents).count == PresenceBoard.mostTyping)
    world.post(typing("bob", in: Sample.random))
    #expect(world.client.presence.typing(in: Sample.random).isEmpty)
  }

  @Test("of people whom nobody watches nothing is kept, however many are said to be online")
  func strangers() {
    var world = world()
    let before = world.client.presence
    let events: [ClientEvent] = (0..<10_000).map {
      .heard(.notice(.presence(UserID(stored: "user-\($0)"), isOnline: true)))
    }
    world.post(together: events)
    #expect(world.client.presence == before)
    world.post(.heard(.notice(.presence(Sample.bob, isOnline: true))))
    #expect(world.client.presence.isOnline(Sample.bob))
  }

  @Test("in the list a direct chat says typing…, and a mark says who is online")
  func direct() {
    var world = world()
    world.post(.heard(.notice(.presence(Sample.bob, isOnline: true))))
    #expect(world.screen.contains("bob •"))
    world.post(typing("bob", in: Sample.bobAndAlice))
    #expect(world.screen.contains("typing…"))
    world.wait(.seconds(59))
    #expect(world.screen.contains("bob •"))
    world.wait(.seconds(1))
    #expect(!world.screen.contains("bob •"))
  }

  @Test("the user is announced every twenty seconds, and withdrawn at the end")
  func heartbeat() {
    var world = world()
    #expect(world.effects.filter { $0 == .announce(isOnline: true) }.count == 1)
    let beats = world.wait(.seconds(60)).filter { $0 == .announce(isOnline: true) }
    #expect(beats.count == 3)
    #expect(world.press(.plain("q")).contains(.announce(isOnline: false)))
  }

  @Test("those with whom there is a direct chat are listened to once, and asked for")
  func peers() {
    var world = world()
    #expect(world.effects.contains(.listen([.presence(Sample.bob)])))
    #expect(world.effects.contains(.loadPresence([Sample.bob])))
    let count = world.effects.count
    world.post(.heard(.missed))
    world.wait(.seconds(2))
    #expect(!world.effects[count...].contains(.listen([.presence(Sample.bob)])))
  }
}
