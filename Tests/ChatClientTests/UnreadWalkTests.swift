import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// The keys that go from one unread channel to the next.
@Suite struct UnreadWalkTests {
  private static let names = ["a", "b", "c", "d", "e"].map { ChannelID(stored: $0) }

  /// b and d have something unread, d has mentions; sorted by name so that nothing moves.
  private func world(opening channel: ChannelID) -> World {
    var world = World(
      Self.names.map { Sample.info($0, head: 3) } + [Sample.info(Sample.bobAndAlice, head: 2, members: 2)],
      opening: channel)
    for name in ["a", "c", "e"] { world.server.read(3, in: ChannelID(stored: name)) }
    world.server.read(2, in: Sample.bobAndAlice)
    _ = world.server.store(ChannelID(stored: "d"), author: "bob", body: "@alice")
    world.begin()
    world.press(.plain("s"), .plain("s"))
    #expect(world.client.list.arrangement.sort == .name)
    return world
  }

  private func visited(_ keys: [Key], from channel: String) -> [String] {
    var world = world(opening: ChannelID(stored: channel))
    return keys.map { key in
      world.press(key)
      return world.client.conversation?.channel.rawValue ?? ""
    }
  }

  @Test("n and p go to the nearest in their direction, round the ends")
  func both() {
    #expect(visited([.plain("n"), .plain("n"), .plain("n")], from: "c") == ["d", "b", "d"])
    #expect(visited([.plain("p"), .plain("p"), .plain("p")], from: "c") == ["b", "d", "b"])
    #expect(visited([.plain("p")], from: "a") == ["d"])
    #expect(visited([.plain("n")], from: "e") == ["b"])
  }

  @Test("N and @ go to mentions only", arguments: [Key.plain("N"), .plain("@")])
  func mentions(key: Key) {
    #expect(visited([key], from: "a") == ["d"])
    var world = world(opening: ChannelID(stored: "d"))
    world.press(key)
    #expect(world.client.conversation?.channel.rawValue == "d")
    #expect(world.screen.contains("no other channel has mentions"))
  }

  @Test("a folded section is walked past with Tab, but not with n, p and N")
  func folded() {
    for key in [Key.plain("n"), .plain("p"), .plain("N")] {
      var world = world(opening: Sample.bobAndAlice)
      world.client.toggle(.channels, at: world.now)
      #expect(world.client.list.order.all == [Sample.bobAndAlice])
      world.press(Key(.tab))
      #expect(world.client.conversation?.channel == Sample.bobAndAlice)
      world.press(key)
      #expect(world.client.conversation?.channel.isDirect == false)
      // From within the folded section, Tab leads out of it.
      world.press(Key(.tab))
      #expect(world.client.conversation?.channel == Sample.bobAndAlice)
    }
  }

  @Test("a filter that was kept does not hide unread channels from n")
  func filtered() {
    var world = world(opening: ChannelID(stored: "a"))
    world.press(.plain("f"))
    world.type("a")
    world.press(Key(.enter))
    world.press(.plain("n"))
    #expect(world.client.conversation?.channel.rawValue == "b")
  }
}
