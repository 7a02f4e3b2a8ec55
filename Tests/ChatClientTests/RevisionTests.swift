import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct RevisionTests {
  private static let theme = SharedTheme(.dark)

  /// A client that writes, drawn until nothing is left to be drawn.
  private func world() -> (World, Frame) {
    var world = World.scene(Size(width: 80, height: 24))
    world.type("ihello")
    return (world, settled(&world))
  }

  private func settled(_ world: inout World) -> Frame {
    var frame = world.client.view(Self.theme)
    while !world.client.isShown(by: frame) || frame.visible != world.client.shown {
      frame = world.client.view(Self.theme, after: frame)
      world.post(.drawn(frame.visible))
    }
    return frame
  }

  @Test("what a frame has shown is not drawn again")
  func rest() {
    var (world, frame) = world()
    world.post(.drawn(frame.visible))
    #expect(world.client.isShown(by: frame))
  }

  @Test(
    "a key that changes only the text takes all the rest from the last frame",
    arguments: [
      Key(.character("x")), Key(.character("漢")), Key(.character("e\u{301}")), Key(.backspace), Key(.left),
      Key(.character("u"), .control),
    ])
  func typing(_ key: Key) {
    let (start, frame) = world()
    var world = start
    world.post(.input(.key(key)), settles: false)
    let next = world.client.view(Self.theme, after: frame)
    let fresh = world.client.view(Self.theme)
    #expect(next.memory === frame.memory)
    #expect(next.canvas == fresh.canvas && next.visible == fresh.visible)
    #expect(next.canvas != frame.canvas)
  }

  @Test("text that needs another row changes the layout, and so all is looked at")
  func secondRow() {
    var (world, frame) = world()
    for character in String(repeating: "word ", count: 20) {
      world.post(.input(.key(Key(.character(character)))), settles: false)
      frame = world.client.view(Self.theme, after: frame)
      #expect(frame.canvas == world.client.view(Self.theme).canvas)
    }
  }

  @Test(
    "everything else is looked at",
    arguments: [
      ClientEvent.input(.key(Key(.escape))), .input(.key(Key(.enter))), .input(.key(Key(.tab))),
      .input(.key(Key(.character("n"), .control))), .input(.resize(Size(width: 80, height: 24))),
      .input(.focus(false)), .input(.paste("x")), .tick, .heard(.connected), .health(.redis, .up), .resumed,
    ])
  func others(_ event: ClientEvent) {
    var (world, frame) = world()
    world.post(event, settles: false)
    #expect(!world.client.isShown(by: frame))
    frame = world.client.view(Self.theme, after: frame)
    #expect(frame.canvas == world.client.view(Self.theme).canvas)
  }

  @Test("another time zone is seen in all times")
  func timeZone() {
    var (world, frame) = world()
    let time = ClientTime(
      monotonic: world.now, wall: world.time.wall, utcOffset: world.time.utcOffset + 3_600)
    _ = world.client.update(.input(.key(Key(.character("x")))), at: time)
    frame = world.client.view(Self.theme, after: frame)
    #expect(frame.canvas == world.client.view(Self.theme).canvas)
  }

  @Test("of two clients that were one, neither takes the other's frames for its own")
  func copies() {
    let (first, frame) = world()
    var second = first
    var third = first
    second.post(.input(.key(Key(.escape))))
    third.post(.tick)
    #expect(first.client.isShown(by: frame))
    #expect(!second.client.isShown(by: third.client.view(Self.theme)))
  }

  @Test("what a key makes due waits until the key's own change is drawn")
  func due() {
    var world = World([Sample.info(Sample.general, head: 3), Sample.info(Sample.random, head: 80)])
    world.begin()
    let effects = world.client.update(.input(.key(Key(.character("n"), .control))), at: world.time)
    #expect(effects.allSatisfy { if case .loadMessages = $0 { false } else { true } })
    let frame = world.client.view(Self.theme)
    let due = world.client.update(.drawn(frame.visible), at: world.time)
    #expect(due.contains { if case .loadMessages = $0 { true } else { false } })
  }
}
