import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct SeenByTests {
  private static let people = ["bob", "carol", "dave", "erin", "frank"].map { UserID(stored: $0) }

  /// Ten messages in a channel of twelve, then one's own and one more.
  private func world(size: Size = Size(width: 80, height: 24), members: Int = 12) -> World {
    var world = World([Sample.info(Sample.incidents, head: 10, members: members)], size: size)
    world.server.read(10, in: Sample.incidents)
    world.server.positions[Sample.incidents] = [Sample.bob: 4]
    world.begin()
    world.say("mine", author: "alice", in: Sample.incidents)
    world.say("theirs", in: Sample.incidents)
    world.draw()
    return world
  }

  private func see(_ seq: Seq, by count: Int, _ world: inout World) {
    for user in Self.people.prefix(count) {
      world.post(.heard(.notice(.seen(UserChannel(user, Sample.incidents), position: seq))))
    }
  }

  @Test(
    "two are named, the others counted",
    arguments: zip(0...5, [nil, "bob", "bob, carol", "bob, carol +1", "bob, carol +2", "bob, carol +3"]))
  func words(count: Int, names: String?) {
    var world = world()
    see(11, by: count, &world)
    let line = world.screen.split(separator: "\n").first { $0.contains("seen by") }
    #expect(line?.contains(names.map { "seen by \($0)  " } ?? "nobody") == (names == nil ? nil : true))
  }

  @Test("it is about the newest of one's own messages, and about others than oneself")
  func which() {
    var world = world()
    see(10, by: 5, &world)
    world.post(.heard(.notice(.seen(UserChannel(Sample.alice, Sample.incidents), position: 12))))
    #expect(!world.screen.contains("seen by"))
    see(12, by: 1, &world)
    #expect(world.screen.contains("seen by bob"))
    // A position never goes back.
    world.post(.heard(.notice(.seen(UserChannel(Sample.bob, Sample.incidents), position: 3))))
    #expect(world.screen.contains("seen by bob"))
    world.say("mine again", author: "alice", in: Sample.incidents)
    world.draw()
    #expect(!world.screen.contains("seen by"))
  }

  @Test("positions are loaded in channels of up to a hundred members, when they are opened")
  func small() {
    #expect(world(members: 100).effects.contains(.loadPositions(Sample.incidents)))
    #expect(!world(members: 101).effects.contains(.loadPositions(Sample.incidents)))
  }

  @Test("of a flood of notices no more people are kept than it is told of, and none in a large channel")
  func flood() {
    let events: [ClientEvent] = (0..<10_000).map {
      .heard(.notice(.seen(UserChannel(UserID(stored: "user-\($0)"), Sample.incidents), position: 11)))
    }
    var small = world(members: ChannelInfo.mostSeenBy)
    small.post(together: events)
    #expect(small.client.conversation?.positions.count == ChannelInfo.mostSeenBy)
    see(12, by: 1, &small)
    #expect(small.client.conversation?.positions[Sample.bob] == 12, "who is known is still heard of")
    var large = world(members: ChannelInfo.mostSeenBy + 1)
    large.post(together: events)
    #expect(large.client.conversation?.positions.isEmpty == true)
  }

  @Test("a late answer for a channel that was left is not taken for the open one")
  func late() {
    var world = world()
    world.post(.positions(Sample.general, [Sample.bob: 99]))
    #expect(!world.screen.contains("seen by"))
    world.post(.failed(.positions(Sample.incidents), reason: "no route"))
    world.post(.positions(Sample.incidents, [Sample.bob: 11]))
    #expect(world.screen.contains("seen by bob"))
  }

  @Test("the row is no part of what counts as read: where it is cut off, its message is in view all the same")
  func reading() throws {
    var world = World(
      [Sample.info(Sample.incidents, head: 40, members: 12)], size: Size(width: 80, height: 12))
    world.server.read(40, in: Sample.incidents)
    world.begin()
    world.say("mine", author: "alice", in: Sample.incidents)
    for _ in 0..<10 { world.say("theirs", in: Sample.incidents) }
    world.wait(.seconds(1))
    see(41, by: 1, &world)
    world.draw()
    // Scrolled up until the message is the last row, then one more for its note.
    var bottoms: [Seq?] = []
    for _ in 0..<14 {
      world.press(.plain("k"))
      let frame = world.draw()
      let row = frame.canvas.words(in: Rect(x: 22, y: 8, width: 50, height: 1))
      if row.suffix(1) == ["mine"] { bottoms.append(frame.visible.bottom) }
      if row.prefix(2) == ["seen", "by"] { bottoms.append(frame.visible.bottom) }
    }
    #expect(bottoms == [41, 41])
  }
}
