import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// What is said of others on the screen, and of the user to others.
@Suite struct PresenceWordsTests {
  private func world() -> World {
    var world = World(
      [Sample.info(Sample.general, head: 3), Sample.info(Sample.bobAndAlice, head: 2, members: 2)],
      opening: Sample.bobAndAlice)
    world.server.online = [Sample.bob]
    world.begin()
    return world
  }

  private func typing(_ user: UserID, _ channel: ChannelID) -> ClientEvent {
    .heard(.notice(.typing(UserChannel(user, channel))))
  }

  @Test("who is online when it is asked for has a mark in the list and words in the header")
  func online() {
    var world = world()
    #expect(world.screen.contains("▸ bob •"))
    #expect(world.screen.contains("• online"))
    world.post(.heard(.notice(.presence(Sample.bob, isOnline: false))))
    #expect(!world.screen.contains("•"))
  }

  @Test("in a direct chat the list says typing…, until the message comes")
  func direct() {
    var world = world()
    world.press(Key(.backTab))
    world.post(typing(Sample.bob, Sample.bobAndAlice))
    #expect(world.screen.contains("typing… 2 │"))
    world.say("done", in: Sample.bobAndAlice)
    #expect(!world.screen.contains("typing…"))
  }

  @Test("one's own typing at another terminal is not shown, nor that in channels one is not in")
  func own() {
    var world = world()
    world.post(typing(Sample.alice, Sample.bobAndAlice))
    world.post(typing(Sample.bob, Sample.incidents))
    #expect(!world.screen.contains("typing"))
    #expect(!world.client.presence.isTyping(in: Sample.incidents))
  }

  @Test("browsing, finding and searching tell nobody that one types; an emptied line begins anew")
  func typed() {
    var world = world()
    var effects = world.press(.plain("k"), .control("k"))
    effects += world.type("gen")
    effects += world.press(Key(.escape), .plain("/"))
    effects += world.type("words")
    effects += world.press(Key(.escape))
    #expect(!effects.contains(.announceTyping(Sample.bobAndAlice)))
    world.press(.plain("i"))
    #expect(world.type("x") == [.announceTyping(Sample.bobAndAlice)])
    #expect(world.press(Key(.backspace)) == [])
    #expect(world.type("y") == [.announceTyping(Sample.bobAndAlice)])
  }

  @Test("a lost beat is no matter: three fit in the time that one is good for")
  func span() {
    #expect(ClientState.onlineSpan == Heartbeat.interval * 3)
  }
}
