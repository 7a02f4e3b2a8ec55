import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct FilterTests {
  private func world(_ size: Size = Size(width: 80, height: 24)) -> World {
    var world = World(
      [
        Sample.info(Sample.general), Sample.info(Sample.incidents), Sample.info(Sample.random),
        Sample.info(ChannelID(stored: "inbox")), Sample.info(Sample.bobAndAlice, members: 2),
      ], size: size, opening: Sample.general)
    world.begin()
    return world
  }

  private func rows(_ world: World) -> [String] {
    world.client.list.order.all.compactMap { world.client.list[$0]?.name(for: Sample.alice) }
  }

  @Test("f and some letters show the channels that match, with the cursor behind the letters")
  func type() {
    var world = world()
    #expect(world.press(.plain("f")) == [])
    #expect(world.client.mode == .filter)
    world.type("in")
    #expect(rows(world) == ["#inbox", "#incidents"])
    #expect(world.screen.contains("filter: in"))
    #expect(world.draw().canvas.cursor == Point(x: 12, y: 1))
    world.press(Key(.backspace), Key(.backspace))
    #expect(rows(world).count == 5)
    world.type("zzz")
    #expect(world.screen.contains("no such channel"))
  }

  @Test("letters that are commands elsewhere, and a paste, are text")
  func text() {
    var world = world()
    world.press(.plain("f"))
    world.type("qmAU?")
    world.post(.input(.paste("a\nb\u{1B}[31m")))
    #expect(world.client.list.filter == "qmAU?a b")
    world.press(.control("u"))
    #expect(world.client.list.filter == "")
    world.post(.input(.paste(String(repeating: "x", count: 500))))
    #expect(world.client.list.filter.count == 64)
  }

  @Test("Tab walks the channels shown; Enter keeps the filter, and Esc takes it away")
  func keep() {
    var world = world()
    world.press(.plain("f"))
    world.type("in")
    world.press(Key(.tab))
    #expect(world.client.conversation?.channel.rawValue == "inbox")
    world.press(Key(.enter))
    #expect(world.client.mode == .browse)
    #expect(world.screen.contains("filter: in"))
    #expect(world.draw().canvas.cursor == nil)
    world.press(Key(.tab), Key(.tab), Key(.backTab))
    #expect(world.client.conversation?.channel == Sample.incidents)
    world.press(Key(.escape))
    #expect(rows(world).count == 5)
    #expect(!world.screen.contains("filter:"))
    #expect(world.client.conversation?.channel == Sample.incidents)
  }

  @Test("Esc while typing shows all channels again")
  func escape() {
    var world = world()
    world.press(.plain("f"))
    world.type("in")
    world.press(Key(.escape))
    #expect(world.client.mode == .browse)
    #expect(rows(world).count == 5)
  }

  @Test("a filter shows what is in folded sections too")
  func folded() {
    var world = world()
    world.press(.plain("z"), .plain("f"))
    world.type("in")
    #expect(rows(world) == ["#inbox", "#incidents"])
    #expect(world.screen.contains("│ Channels           │"))
    world.press(Key(.escape))
    #expect(rows(world) == ["bob"])
  }

  @Test("a filtered list is not folded, which nobody would see")
  func folding() {
    var world = World([Sample.info(Sample.incidents), Sample.info(Sample.general)])
    world.begin()
    world.type("fin")
    world.press(Key(.enter))
    let arrangement = world.client.list.arrangement
    world.press(.plain("z"))
    #expect(world.client.list.arrangement == arrangement)
    #expect(world.screen.contains("a filtered list shows all that matches"))
  }

  @Test("the switcher and the completion of names know all channels in spite of a kept filter")
  func others() {
    var world = world()
    world.press(.plain("f"))
    world.type("in")
    world.press(Key(.enter), .control("k"))
    world.type("rand")
    world.press(Key(.enter))
    #expect(world.client.conversation?.channel == Sample.random)
    world.type("i#gen")
    world.press(Key(.tab))
    #expect(world.client.composer.editor.text == "#general ")
  }

  @Test("the open channel stays in view below the row of the filter")
  func view() {
    let many = (10..<60).map { ChannelID(stored: "channel-\($0)") }
    var world = World(many.map { Sample.info($0) })
    world.begin()
    world.press(.plain("f"))
    world.type("channel")
    for _ in many {
      world.press(Key(.tab))
      let open = world.client.conversation.map { MouseTarget.Kind.channel($0.channel) }
      #expect(world.client.view(.monochrome).visible.targets.contains { $0.kind == open })
    }
  }

  @Test("where there is no list, f finds a channel; and a window that gets too narrow ends the filter")
  func narrow() {
    var small = world(Size(width: 40, height: 10))
    small.press(.plain("f"))
    #expect(small.client.mode == .find)
    var world = world()
    world.press(.plain("f"))
    world.type("in")
    world.post(.input(.resize(Size(width: 40, height: 10))))
    #expect(world.client.mode == .browse)
    #expect(rows(world).count == 5)
  }

  @Test("a click on the line for writing, while filtering, has the keys go there")
  func click() throws {
    var world = world()
    world.press(.plain("f"))
    let composer = try #require(world.draw().visible.targets.first { $0.kind == .composer })
    world.post(.input(.mouse(MouseEvent(.press(.left), at: composer.rect.origin))))
    world.type("hello")
    #expect(world.client.composer.editor.text == "hello")
    #expect(world.client.list.filter == "")
  }
}
