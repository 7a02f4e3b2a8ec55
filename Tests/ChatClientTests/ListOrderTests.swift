import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// What stands where in the list of channels, and what its headings say.
@Suite struct ListOrderTests {
  /// A list that each order shows differently.
  ///
  /// By name: general, incidents, random. Written to last: random, incidents, general. Unread: incidents.
  private func world() -> World {
    var world = World(
      [
        Sample.info(Sample.general, head: 3), Sample.info(Sample.incidents, head: 6),
        Sample.info(Sample.random, head: 9), Sample.info(Sample.bobAndAlice, head: 4, members: 2),
        Sample.info(
          ChannelID(directBetween: Sample.alice, and: UserID(stored: "carol")), head: 5, members: 2),
      ], opening: Sample.general)
    world.server.read(3, in: Sample.general)
    world.server.read(5, in: Sample.incidents)
    world.server.read(9, in: Sample.random)
    world.begin()
    return world
  }

  private func names(_ world: World) -> [String] { world.client.channelNames }

  @Test("s sorts by what is unread, by the newest message, and by name; the headings say which")
  func sort() {
    var world = world()
    #expect(names(world) == ["#incidents", "#general", "#random", "bob", "carol"])
    world.press(.plain("s"))
    #expect(names(world) == ["#random", "#incidents", "#general", "carol", "bob"])
    #expect(world.screen.contains("channels sorted by newest first"))
    #expect(world.screen.contains("│ Channels   recency │"))
    world.post(.input(.resize(Size(width: 120, height: 24))))
    #expect(world.screen.contains("│ Channels  newest first │"))
    world.press(.plain("s"))
    #expect(names(world) == ["#general", "#incidents", "#random", "bob", "carol"])
    #expect(world.screen.contains("channels sorted by name"))
    world.press(.plain("s"))
    #expect(names(world).first == "#incidents")
    #expect(world.screen.contains("channels sorted by unread first"))
  }

  @Test("by recency, a new message brings its channel up, after the rest that the list has")
  func recency() {
    var world = world()
    world.press(.plain("s"))
    world.server.read(6, in: Sample.incidents)
    for _ in 0..<5 { world.say("new", author: "alice", in: Sample.incidents) }
    world.wait(.seconds(5))
    #expect(names(world).prefix(3) == ["#incidents", "#random", "#general"])
  }

  @Test("z folds the section of the open channel; its heading has the numbers then, and z unfolds it")
  func fold() {
    var world = world()
    world.press(.plain("z"))
    #expect(world.screen.contains("│ Channels (3)     1 │"))
    #expect(!world.screen.contains("#random"))
    #expect(world.screen.contains("#general "), "the open one still has its header")
    #expect(world.client.list.order.all.count { !$0.isDirect } == 0)
    #expect(world.client.list.order.complete.count == 5)
    world.say("@alice", in: Sample.random)
    world.wait(.seconds(5))
    #expect(world.screen.contains("│ Channels (3) @1  2 │"))
    world.press(.plain("z"))
    #expect(world.screen.contains("│ Channels           │"))
    #expect(world.screen.contains("#random"))
  }

  @Test("a click on a heading folds its section, and one more unfolds it")
  func click() throws {
    var world = world()
    let heading = try #require(world.draw().visible.targets.first { $0.kind == .heading(.direct) })
    let click = ClientEvent.input(.mouse(MouseEvent(.press(.left), at: heading.rect.origin)))
    world.post(click)
    world.draw()
    #expect(world.client.list.arrangement.folded == [.direct])
    #expect(world.screen.contains("│ Direct (2)   @9  9 │"))
    world.post(click)
    #expect(world.client.list.arrangement.folded == [])
  }

  @Test("with every section folded a channel is opened at the start all the same")
  func allFolded() {
    var world = World([Sample.info(Sample.general, head: 3), Sample.info(Sample.bobAndAlice, members: 2)])
    var keepsake = Keepsake()
    keepsake.arrangement.folded = Set(ChannelSection.allCases)
    world.post(.kept(keepsake))
    world.begin()
    #expect(world.client.conversation?.channel == Sample.general)
    #expect(world.client.list.order.all.isEmpty)
    world.press(Key(.tab))
    #expect(world.client.conversation?.channel == Sample.general)
  }

  @Test("muted channels are dimmed and out of every total, their mentions are not")
  func muted() {
    var world = World(
      [Sample.info(Sample.general, head: 3), Sample.info(Sample.random, head: 4, muted: true)],
      opening: Sample.general)
    world.server.read(3, in: Sample.general)
    world.begin()
    #expect(world.screen.contains("muted 4"))
    #expect(world.screen.contains("nothing unread"))
    #expect(world.client.windowTitle == "#general - dogear")
    world.say("@alice", in: Sample.random)
    world.wait(.seconds(1))
    #expect(world.screen.contains("0 unread · 1 @"))
    #expect(world.client.windowTitle == "(@1) #general - dogear")
    let frame = world.client.view(.dark)
    let row = frame.visible.targets.first { $0.kind == .channel(Sample.random) }?.rect
    let cells = row.map { row in (row.x + 3..<row.x + 7).map { frame.canvas[$0, row.y].style } }
    #expect(cells?.allSatisfy { $0 == Theme.dark.muted } == true)
  }

  @Test("when channels go away, the list does not stay scrolled beyond its end")
  func shrinking() {
    let many = (10..<90).map { ChannelID(stored: "channel-\($0)") }
    var world = World(many.map { Sample.info($0) })
    world.begin()
    world.press(Key(.backTab))
    world.draw()
    #expect(world.client.list.offset > 0)
    world.post(.channels([Sample.info(many[0]), Sample.info(many[79])]))
    #expect(world.client.list.offset == 0)
    #expect(world.screen.contains("#channel-10"))
  }
}
