import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// The "new messages" line stays where it was at opening, until the user leaves or says otherwise.
@Suite struct DividerTests {
  private func world() -> World {
    var world = World([Sample.info(Sample.incidents, head: 110), Sample.info(Sample.general)])
    world.server.read(100, in: Sample.incidents)
    world.begin()
    return world
  }

  private func divider(_ world: World) -> Seq? { world.client.conversation?.divider }

  @Test("neither reading nor new messages move it")
  func frozen() {
    var world = world()
    #expect(divider(world) == 101)
    world.wait(.seconds(1))
    world.draw()
    #expect(world.client.list.badge(Sample.incidents) == Badge())
    for _ in 0..<3 { world.say("more", in: Sample.incidents) }
    world.wait(.seconds(1))
    world.press(Key(.pageUp), Key(.pageDown), .plain("G"))
    world.draw()
    #expect(divider(world) == 101)
    #expect(world.screen.contains("─ new messages ─"))
  }

  @Test("Esc and marking as read take it away, and nothing brings it back until the channel is left")
  func away() {
    for key in [Key(.escape), .plain("m"), .plain("A")] {
      var world = world()
      world.press(key)
      world.draw()
      #expect(divider(world) == nil)
      #expect(!world.screen.contains("new messages"))
      world.say("more", in: Sample.incidents)
      world.draw()
      world.wait(.seconds(1))
      #expect(divider(world) == nil)
    }
  }

  @Test("coming back puts it above what is unread then, and nowhere if nothing is")
  func comingBack() {
    var world = world()
    world.wait(.seconds(1))
    world.press(Key(.tab))
    world.draw()
    world.press(Key(.tab))
    world.draw()
    #expect(divider(world) == nil)
    world.press(Key(.tab))
    world.say("more", in: Sample.incidents)
    world.wait(.seconds(1))
    world.press(Key(.tab))
    #expect(divider(world) == 111)
  }

  @Test("an unread mark puts it where the mark is")
  func mark() {
    var world = world()
    world.wait(.seconds(1))
    world.press(.plain("u"))
    #expect(divider(world) == 110)
  }
}
