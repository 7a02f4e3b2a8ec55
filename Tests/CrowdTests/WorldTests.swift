import ChatModel
import Testing

@testable import Crowd

@Suite("The world of the demo")
struct WorldTests {
  private let world = Fixture.world

  @Test("Handles of users and channels are valid and unique")
  func handles() {
    #expect(world.users.count == World.usualSize)
    #expect(Set(world.users).count == world.users.count)
    #expect(world.users.allSatisfy { UserID($0.rawValue) == $0 })
    #expect(Set(world.channels.map(\.id)).count == world.channels.count)
    #expect(world.channels.allSatisfy { ChannelID($0.id.rawValue) == $0.id })
  }

  @Test("There are twelve channels of 5 to 1,000 members, and the demo user is in all of them")
  func channels() throws {
    let channels = world.channels.filter { !$0.id.isDirect }
    #expect(channels.count == 12)
    #expect(channels.map(\.members.count).min() == 5)
    #expect(try #require(world.channel(ChannelID(stored: "general"))).members.count == world.users.count)
    #expect(world.channel(ChannelID(stored: "incidents"))?.members.count == 128)
    #expect(world.channels.allSatisfy { $0.members.contains(world.me) && !$0.topic.isEmpty })
  }

  @Test("Members are users, once each, and the cast are members but never the demo users")
  func members() {
    let users = Set(world.users)
    for channel in world.channels {
      #expect(Set(channel.members).count == channel.members.count, "\(channel.id)")
      #expect(users.isSuperset(of: channel.members), "\(channel.id)")
      #expect(Set(channel.members).isSuperset(of: channel.cast), "\(channel.id)")
      #expect(channel.id.isDirect || !channel.cast.contains(world.second), "\(channel.id)")
      #expect(!channel.cast.contains(world.me), "\(channel.id)")
    }
  }

  @Test("The same seed makes the same world, another one other memberships")
  func seed() {
    #expect(World(seed: 7).memberships == World(seed: 7).memberships)
    #expect(World(seed: 7).memberships != World(seed: 8).memberships)
  }

  @Test("A small world keeps everybody who has a part")
  func small() {
    let small = World(seed: 1, size: 10)
    #expect(small.users.count == 45)
    #expect(small.regulars.count == 40)
  }

  @Test("A large world has as many users as were asked for", arguments: [1_000, 1_245, 1_246, 5_000])
  func large(size: Int) {
    let users = World(seed: 1, size: size).users
    #expect(users.count == size && Set(users).count == size)
    #expect(users.allSatisfy { UserID($0.rawValue) == $0 })
  }

  @Test("Creating it hands everything to the directory")
  func create() async throws {
    let directory = RecordingDirectory()
    try await world.create(in: directory)
    #expect(await directory.users == world.users)
    #expect(await directory.channels.map(\.id) == world.channels.map(\.id))
    #expect(await directory.channels.filter(\.readOnly).map(\.id.rawValue) == ["release"])
    #expect(await directory.memberships == world.memberships)
  }
}

private actor RecordingDirectory: Directory {
  var users: [UserID] = []
  var channels: [NewChannel] = []
  var memberships: [UserChannel] = []

  func add(users: [UserID], channels: [NewChannel], memberships: [UserChannel]) {
    self.users += users
    self.channels += channels
    self.memberships += memberships
  }
}
