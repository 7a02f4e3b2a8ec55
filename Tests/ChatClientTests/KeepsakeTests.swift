import ChatModel
import Canvas
import Testing

@testable import ChatClient

/// What one run leaves to the next.
@Suite struct KeepsakeTests {
  private func world(_ keepsake: Keepsake? = Keepsake()) -> World {
    var world = World(
      [Sample.info(Sample.incidents, head: 9), Sample.info(Sample.general, head: 9)],
      opening: Sample.incidents)
    world.begin()
    if let keepsake { world.post(.kept(keepsake)) }
    return world
  }

  private func kept(_ effects: [ClientEffect]) -> [Keepsake] {
    effects.compactMap { if case .keep(let keepsake) = $0 { keepsake } else { nil } }
  }

  @Test("a draft is written once typing has rested for a second, and at quitting at once")
  func drafts() {
    var world = world()
    world.press(.plain("i"))
    #expect(kept(world.type("half")).isEmpty)
    let first = kept(world.wait(.seconds(2)))
    #expect(first.map(\.drafts) == [["incidents": "half"]])
    world.type(" a thought")
    let last = kept(world.press(.control("c")))
    #expect(last.map(\.drafts) == [["incidents": "half a thought"]])
  }

  @Test("nothing is written before the last run's was read")
  func early() {
    var world = world(nil)
    world.press(.plain("i"))
    #expect(kept(world.type("half") + world.wait(.seconds(5)) + world.press(.control("c"))).isEmpty)
  }

  @Test("drafts, unsent messages and the arrangement come back; what was written since then stays")
  func restored() {
    var old = Keepsake()
    old.drafts = ["incidents": "old", "general": "other", "no channel!": "lost"]
    old.unsent = [
      .init(id: "old-1", channel: "incidents", body: "left over"),
      .init(id: "", channel: "incidents", body: "bad"), .init(id: "x", channel: "..", body: "bad"),
    ]
    old.arrangement = ListArrangement(sort: .name, folded: [.direct])
    var world = world(old)
    #expect(world.screen.contains("left over"))
    #expect(world.client.list.arrangement == old.arrangement)
    #expect(
      world.client.composer.texts(open: Sample.incidents) == [
        Sample.incidents: "old", Sample.general: "other",
      ])
    let sent = world.press(.plain("r")).compactMap { if case .send(let event) = $0 { event.id } else { nil } }
    #expect(sent == ["old-1"])

    var busy = self.world(nil)
    busy.press(.plain("i"))
    busy.type("new")
    busy.post(.kept(old))
    #expect(busy.client.composer.texts(open: Sample.incidents)[Sample.incidents] == "new")
  }

  /// A message that Kafka has, in a client that hears nothing more of it.
  private func accepted() -> (world: World, kept: Keepsake) {
    var world = world()
    world.isAnswering = false
    world.press(.plain("i"))
    world.type("hello")
    world.press(Key(.enter))
    world.post(.sendFailed(id: "test-1", reason: "no broker"))
    #expect(kept(world.wait(.seconds(2))).last?.unsent.map(\.body) == ["hello"])
    #expect(world.screen.contains("not sent: no broker"))
    #expect(world.screen.contains("unsent"))
    world.post(.sendAcknowledged(id: "test-1"))
    let keepsake = kept(world.wait(.seconds(2))).last ?? Keepsake()
    #expect(keepsake.unsent == [.init(id: "test-1", channel: "incidents", body: "hello", accepted: true)])
    return (world, keepsake)
  }

  private func sent(_ effects: [ClientEffect]) -> [String] {
    effects.compactMap { if case .send(let event) = $0 { event.id } else { nil } }
  }

  @Test("a message is kept until it is stored, and asked about when notices may have been missed")
  func unsent() {
    var (world, _) = accepted()
    #expect(sent(world.post(.heard(.missed))) == ["test-1"])
    world.post(.heard(.disconnected("gone")))
    #expect(sent(world.post(.heard(.connected))) == ["test-1"])
    // Whether this sending fails says nothing of the first.
    world.post(.sendFailed(id: "test-1", reason: "no broker"))
    #expect(!world.screen.contains("not sent"))
    let stored = Message(
      channel: Sample.incidents, seq: 10, id: "test-1", author: Sample.alice, sentAt: Sample.wall,
      body: "hello")
    world.post(.heard(.notice(.message(stored))))
    #expect(kept(world.wait(.seconds(2))).last?.unsent == [])
    #expect(sent(world.post(.heard(.missed))).isEmpty)
  }

  @Test("what became of a message is asked by the next run, and a rejection is told then")
  func asked() {
    let (_, keepsake) = accepted()
    var next = world(nil)
    next.isAnswering = false
    #expect(sent(next.post(.kept(keepsake))) == ["test-1"])
    next.post(.heard(.notice(.settled(Sample.alice, id: "test-1", rejection: "not a member"))))
    #expect(next.screen.contains("not sent: not a member"))
    #expect(kept(next.wait(.seconds(2))).last?.unsent.map(\.accepted) == [nil])
    next.press(.plain("x"))
    #expect(kept(next.wait(.seconds(2))).last?.unsent == [])
  }
}
