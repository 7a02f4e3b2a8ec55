import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// The channel list as the user arranges it.
@Suite struct ArrangingTests {
  private func scene() -> World {
    World.scene(Size(width: 100, height: 24))
  }

  private func rows(_ world: World) -> [String] {
    world.client.list.order.rows.map { row in
      switch row {
      case .heading(let section): section.rawValue
      case .channel(let channel): channel.rawValue
      }
    }
  }

  @Test("s sorts by the newest message, then by name, then by what is unread again")
  func sorting() {
    var world = scene()
    let byUnread = rows(world)
    for _ in 0..<20 { world.say("here", in: Sample.random) }
    world.press(.plain("s"))
    #expect(rows(world).prefix(2) == ["Channels", "random"])
    #expect(world.screen.contains("newest first"))
    world.press(.plain("s"))
    #expect(rows(world).prefix(5) == ["Channels", "general", "incidents", "random", "release"])
    world.press(.plain("s"))
    world.wait(.seconds(5))
    #expect(Set(rows(world)) == Set(byUnread))
    #expect(world.client.list.arrangement.sort == .unread)
  }

  @Test("z folds the section; its heading counts what is in it, Tab skips it and n does not")
  func folding() {
    var world = scene()
    world.press(.plain("z"))
    #expect(rows(world).first == "Channels")
    #expect(rows(world).prefix(2) == ["Channels", "Direct"])
    #expect(world.screen.contains("Channels (4)"))
    #expect(!world.screen.contains("#general "))
    world.press(.plain("n"))
    #expect(world.client.conversation?.channel == Sample.general)
    world.press(Key(.tab))
    #expect(world.client.conversation?.channel.isDirect == true)
  }

  @Test("a click on a heading folds its section, and unfolds it")
  func clicking() throws {
    var world = scene()
    world.draw()
    let heading = try #require(world.client.shown.targets.first { $0.kind == .heading(.direct) })
    let click = InputEvent.mouse(MouseEvent(.press(.left), at: heading.rect.origin))
    world.post(.input(click))
    #expect(world.client.list.arrangement.folded == [.direct])
    world.draw()
    world.post(.input(click))
    #expect(world.client.list.arrangement.folded.isEmpty)
  }

  @Test("f narrows the list as one types; Enter keeps the filter, Esc takes it away")
  func filtering() {
    var world = scene()
    world.press(.plain("f"))
    world.type("rse")
    #expect(rows(world) == ["Channels", "release"])
    world.press(.control("u"))
    world.type("gen")
    #expect(rows(world) == ["Channels", "general"])
    #expect(world.screen.contains("filter: gen"))
    world.press(Key(.tab))
    #expect(world.client.conversation?.channel == Sample.general)
    world.press(Key(.enter))
    #expect(world.client.mode == .browse)
    #expect(rows(world) == ["Channels", "general"])
    world.press(Key(.escape))
    #expect(rows(world).count > 5)
  }

  @Test("without a list on the screen, f finds a channel instead")
  func narrow() {
    var world = World.scene(Size(width: 40, height: 12))
    world.press(.plain("f"))
    #expect(world.client.mode == .find)
  }

  @Test("a muted channel counts in no total, but its mentions do")
  func muted() {
    var world = scene()
    world.wait(.seconds(1))
    let before = world.client.total
    world.say("@alice, look", in: ChannelID(stored: "release"))
    world.wait(.seconds(1))
    #expect(world.client.total == Badge(unread: before.unread, mentions: before.mentions + 1))
  }
}
