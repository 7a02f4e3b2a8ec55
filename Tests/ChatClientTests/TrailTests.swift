import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct TrailTests {
  private func world() -> World {
    var world = World(
      [
        Sample.info(Sample.general, head: 300), Sample.info(Sample.incidents, head: 300),
        Sample.info(Sample.random, head: 300),
      ], opening: Sample.general)
    world.server.read(300, in: Sample.general)
    world.server.read(100, in: Sample.incidents)
    world.server.read(300, in: Sample.random)
    world.begin()
    return world
  }

  private func pane(_ world: World) -> [Substring] {
    world.screen.split(separator: "\n").filter { $0.contains("message ") }
  }

  @Test("b and Ctrl-O go back to the very rows that one was at", arguments: [Key.plain("b"), .control("o")])
  func exact(key: Key) {
    var world = world()
    for _ in 0..<5 { world.press(Key(.pageUp)) }
    world.press(.plain("k"))
    world.draw()
    let before = pane(world)
    #expect(before.first?.contains("message 300") == false)
    world.press(.plain("n"))
    world.draw()
    #expect(world.client.conversation?.channel == Sample.incidents)
    world.press(key)
    world.draw()
    #expect(world.client.conversation?.channel == Sample.general)
    #expect(pane(world) == before)
  }

  @Test("the way back leads through every jump, across channels and within one")
  func all() {
    var world = world()
    var places: [(ChannelID?, [Substring])] = []
    for key in [.plain("g"), .plain("n"), .plain("G"), .plain("J"), Key(.tab), .plain("g"), Key(.backTab)]
      as [Key]
    {
      world.draw()
      places.append((world.client.conversation?.channel, pane(world)))
      world.press(key)
      world.draw()
    }
    for (channel, rows) in places.reversed() {
      world.press(.plain("b"))
      world.draw()
      #expect(world.client.conversation?.channel == channel)
      #expect(pane(world) == rows)
    }
    world.press(.plain("b"))
    #expect(world.screen.contains("no place to go back to"))
  }

  @Test("keys that come before the next frame leave the right place behind")
  func quickly() {
    var world = world()
    for _ in 0..<4 { world.press(Key(.pageUp)) }
    let position = world.client.conversation?.position
    world.press(.plain("n"), Key(.tab), .plain("b"), .plain("b"))
    world.draw()
    #expect(world.client.conversation?.channel == Sample.general)
    #expect(world.client.conversation?.position == position)
  }

  @Test("from the newest message one comes back to the newest message")
  func newest() {
    var world = world()
    world.press(.plain("n"))
    world.draw()
    world.say("message new", in: Sample.general)
    world.press(.plain("b"))
    world.draw()
    #expect(world.client.shown.bottom == 301)
  }

  @Test("going back reads nothing by itself, and the dwell begins anew there")
  func reading() {
    var world = world()
    world.press(.plain("n"))
    world.draw()
    world.press(.plain("b"))
    world.draw()
    world.press(.plain("n"))
    #expect(world.receipts == [])
  }

  @Test("a channel that is gone is skipped, and at most fifty places are remembered")
  func bounds() {
    var world = world()
    world.press(Key(.tab))
    world.draw()
    world.press(Key(.tab))
    world.draw()
    let middle = world.client.trail.last?.channel
    let left: [ChannelID] = [Sample.general, Sample.incidents, Sample.random].filter { $0 != middle }
    world.post(.channels(left.map { Sample.info($0, head: 300) }))
    world.press(.plain("b"))
    #expect(world.client.conversation?.channel == Sample.general)
    for _ in 0..<80 {
      world.press(Key(.tab))
      world.draw()
    }
    #expect(world.client.trail.count == Place.most)
  }
}
