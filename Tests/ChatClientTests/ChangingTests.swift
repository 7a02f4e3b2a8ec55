import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// Commands, and what others do to channels while the client is open.
@Suite struct ChangingTests {
  private func world() -> World {
    var world = World(
      [Sample.info(Sample.general, head: 3), Sample.info(Sample.random, head: 2)], opening: Sample.general)
    world.server.directory = [
      ChannelSummary(id: Sample.general, topic: "Everything", memberCount: 128, isMember: true),
      ChannelSummary(
        id: ChannelID(stored: "lunch"), topic: "What and where", memberCount: 3, isMember: false),
    ]
    world.begin()
    world.wait(.seconds(2))
    return world
  }

  private func command(_ text: String, in world: inout World) -> [ClientEffect] {
    world.press(Key(.character("i")))
    world.type(text)
    return world.press(Key(.enter))
  }

  private func changes(_ effects: [ClientEffect]) -> [ChangeRequest.Change] {
    effects.compactMap { if case .change(let request) = $0 { request.change } else { nil } }
  }

  @Test("each command asks for what it says")
  func commands() {
    var world = world()
    #expect(changes(command("/invite @bob", in: &world)) == [.invite(Sample.bob)])
    #expect(changes(command("/remove bob", in: &world)) == [.remove(Sample.bob)])
    #expect(changes(command("/topic All the rest", in: &world)) == [.setTopic("All the rest")])
    #expect(
      changes(command("/allow bob write invite", in: &world)) == [.allow(Sample.bob, [.write, .invite])])
    #expect(
      changes(command("/create new What it is about", in: &world)) == [
        .create(topic: "What it is about", isPrivate: false)
      ])
    #expect(changes(command("/private hidden", in: &world)) == [.create(topic: "", isPrivate: true)])
    #expect(
      changes(command("/readonly news", in: &world)) == [
        .create(topic: "", isPrivate: false, readOnly: true)
      ])
    #expect(changes(command("/leave", in: &world)) == [.leave])
  }

  @Test(
    "what cannot be says why, and nothing is sent",
    arguments: [
      ("/invite", "something is missing: /invite USER"), ("/nonsense", "there is no command /nonsense"),
      ("/join B\u{E4}d", "is no name of a channel: 1 to 72 of"),
      ("/invite a.b", "is no name of a user: 1 to 32 of"),
      ("/allow bob fly", "rights are write, invite, moderate"),
    ])
  func wrong(_ text: String, _ words: String) {
    var world = world()
    #expect(command(text, in: &world) == [])
    #expect(world.client.toast?.text.contains(words) == true, "\(world.client.toast?.text ?? "")")
  }

  @Test("two slashes send one, and a path is told from a command by them")
  func slashes() {
    var world = world()
    _ = command("//etc/hosts", in: &world)
    #expect(world.server.messages[Sample.general]?.last?.body == "/etc/hosts")
  }

  @Test("who joins is there at once")
  func joining() {
    var world = world()
    #expect(changes(command("/join lunch", in: &world)) == [.join])
    world.wait(.seconds(1))
    #expect(world.client.openChannelName == "#lunch")
    #expect(world.effects.contains(.listen([.channel(ChannelID(stored: "lunch"))])))
  }

  @Test("who leaves sees the next channel, and hears no more of the old one")
  func leaving() {
    var world = world()
    _ = command("/leave", in: &world)
    world.wait(.seconds(1))
    #expect(world.client.channelNames == ["#random"])
    #expect(world.client.openChannelName == "#random")
    #expect(world.effects.contains(.ignore([.channel(Sample.general)])))
  }

  @Test("who is brought in sees the channel with its badge, and who is taken out sees it go, badge and all")
  func others() {
    var world = world()
    let lunch = ChannelID(stored: "lunch")
    let request = ChangeRequest(id: "x", channel: lunch, .join)
    world.post(.input(.focus(false)))
    for event in world.server.change(request, by: Sample.bob) { world.post(event) }
    world.say("@alice soup?", in: lunch)
    world.wait(.seconds(1))
    let alerts = world.effects.compactMap { if case .alert(let alert) = $0 { alert.title } else { nil } }
    #expect(alerts.count == 1 && alerts.allSatisfy { $0.contains("#lunch") }, "\(alerts)")
    #expect(world.client.badge(named: "#lunch") == Badge(unread: 1, mentions: 1))
    let total = world.client.total
    for event in world.server.change(
      ChangeRequest(id: "y", channel: lunch, .remove(Sample.alice)), by: Sample.bob)
    {
      world.post(event)
    }
    world.wait(.seconds(1))
    #expect(world.client.badge(named: "#lunch") == nil)
    #expect(world.client.total == Badge(unread: total.unread - 1, mentions: total.mentions - 1))
  }

  @Test("a rejected change says why, and a rejected message can be sent again or given up")
  func rejected() {
    var world = world()
    world.server.rejection = "alice may not invite others in general"
    _ = command("/invite bob", in: &world)
    #expect(
      world.client.toast?.text == "could not invite bob to #general: alice may not invite others in general")
    world.isAnswering = false
    _ = command("hello", in: &world)
    let id = world.client.outbox.messages.last?.event.id ?? ""
    world.post(.sendAcknowledged(id: id))
    world.post(.heard(.notice(.settled(Sample.alice, id: id, rejection: "not a member"))))
    #expect(world.screen.contains("not sent: not a member"))
    world.press(Key(.escape))
    #expect(world.press(Key(.character("r"))).contains { if case .send = $0 { true } else { false } })
  }

  @Test("a direct chat is started with what is said in it")
  func direct() {
    var world = world()
    world.isAnswering = false
    let effects = command("/msg bob are you there?", in: &world).withoutTitle
    #expect(changes(effects) == [.create(topic: "", isPrivate: true)])
    guard case .send(let event)? = effects.last else { return #expect(Bool(false)) }
    #expect(event.channel == Sample.bobAndAlice && event.body == "are you there?")
  }

  @Test("a deleted message leaves a line and no gap in the reading, and counts no more")
  func deletion() {
    var world = world()
    world.post(.input(.focus(false)))
    for text in ["one", "@alice two", "three"] { world.say(text, in: Sample.random) }
    world.wait(.seconds(1))
    let before = world.client.badge(named: "#random")
    let request = ChangeRequest(id: "x", channel: Sample.random, .delete(4))
    for event in world.server.change(request, by: Sample.bob) { world.post(event) }
    world.wait(.seconds(1))
    #expect(
      world.client.badge(named: "#random")
        == before.map { Badge(unread: $0.unread - 1, mentions: $0.mentions - 1) })
    world.post(.input(.focus(true)))
    world.press(Key(.tab))
    world.draw()
    #expect(world.screen.contains("message of bob deleted"))
    #expect(!world.screen.contains("@alice two"))
    world.wait(.seconds(2))
    #expect(world.client.badge(named: "#random") == Badge())
  }

  @Test("a message is selected to be edited, and deleted only when asked twice")
  func selecting() {
    var world = world()
    _ = command("first", in: &world)
    world.draw()
    world.press(Key(.escape), Key(.character("v")))
    #expect(world.client.mode == .select)
    world.press(Key(.character("e")))
    #expect(world.client.composer.editor.text == "first")
    world.type("!")
    #expect(changes(world.press(Key(.enter))) == [.edit(4, "first!")])
    #expect(world.screen.contains("first! (edited)"))
    #expect(world.client.composer.editor.isEmpty)
    world.press(Key(.escape))
    world.draw()
    world.press(Key(.character("v")))
    #expect(changes(world.press(Key(.character("d")))) == [])
    #expect(changes(world.press(Key(.character("d")))) == [.delete(4)])
    #expect(world.screen.contains("message of alice deleted"))
  }

  @Test("others' messages are not edited, but quoted and copied")
  func quoting() {
    var world = world()
    world.draw()
    world.press(Key(.character("v")), Key(.character("e")))
    #expect(world.client.mode == .select)
    #expect(world.press(Key(.character("y"))).contains(.copy("message 3")))
    world.press(Key(.character("v")), Key(.character(">")))
    #expect(world.client.composer.editor.text == "> message 3\n")
  }

  @Test("whether @channel mentions the user changes the badge at once, and no count")
  func everyone() {
    var world = world()
    world.post(.input(.focus(false)))
    for text in ["@channel look", "@alice look"] { world.say(text, in: Sample.random) }
    world.wait(.seconds(1))
    #expect(world.client.badge(named: "#random") == Badge(unread: 4, mentions: 2))
    world.press(Key(.tab))
    let effects = command("/everyone off", in: &world)
    #expect(effects.contains(.setHearsEveryone(false, Sample.random)))
    world.isAnswering = false
    world.post(
      .channels([
        ChannelInfo(id: Sample.random, topic: "", memberCount: 2, head: 4, floor: 0, hearsEveryone: false)
      ]))
    #expect(world.client.badge(named: "#random") == Badge(unread: 4, mentions: 1))
  }

  @Test("who has read a message is shown by name, of how many")
  func readers() {
    var world = world()
    world.server.positions[Sample.general] = [Sample.bob: 3, UserID(stored: "carol"): 2]
    world.draw()
    world.press(Key(.character("v")), Key(.character("r")))
    #expect(world.screen.contains("Read by 1 of 31"))
    #expect(world.screen.contains("bob"))
    #expect(!world.screen.contains("carol"))
  }

  @Test("what the user reads can be hidden, here or everywhere")
  func hiding() {
    var world = world()
    #expect(command("/hide on", in: &world).contains(.setHidesReads(true, Sample.general)))
    #expect(command("/hide none", in: &world).contains(.setHidesReads(false, nil)))
    #expect(command("/hide maybe", in: &world).isEmpty)
    #expect(world.client.toast?.text == "say on, off, all or none: /hide on|off|all|none")
  }

  @Test("M goes from everything to mentions to nothing, and in a direct chat from everything to nothing")
  func attention() {
    var world = World(
      [Sample.info(Sample.general, head: 3), Sample.info(Sample.bobAndAlice, head: 2, members: 2)],
      opening: Sample.general)
    world.begin()
    let key = Key(.character("M"))
    #expect(
      world.press(key, key, key).filter { if case .setAttention = $0 { true } else { false } } == [
        .setAttention(.mentions, Sample.general), .setAttention(.nothing, Sample.general),
        .setAttention(.everything, Sample.general),
      ])
    world.press(Key(.tab))
    #expect(world.press(key).contains(.setAttention(.nothing, Sample.bobAndAlice)))
    #expect(world.screen.contains("silent"))
  }

  @Test("what was before one joined cannot be marked as unread")
  func beforeJoining() {
    var world = world()
    world.isAnswering = false
    world.post(.channels([ChannelInfo(id: Sample.general, topic: "", memberCount: 2, head: 3, floor: 3)]))
    world.draw()
    #expect(world.press(Key(.character("u"))).receipts.isEmpty)
    #expect(world.client.toast?.text == "that was before you joined")
  }
}
