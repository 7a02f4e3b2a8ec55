import ChatModel
import Testing

/// Who exists, who is where, and since when.
@Suite(.timeLimit(.minutes(20))) struct DirectoryTests {
  @Test("A member's channels, in order, with all that is shown of them", arguments: Implementation.allCases)
  func channels(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["one", "two"], bob, in: incidents)
      #expect(
        try await bench.second.channels(of: alice) == [
          ChannelInfo(
            id: general, topic: "Everything else", memberCount: 1, head: 0, floor: 0, readOnly: true,
            rights: .write),
          ChannelInfo(
            id: incidents, topic: "Production incidents", memberCount: 3, head: 2, floor: 0,
            lastMessageAt: Timestamp(milliseconds: 1_700_000_000_002)),
        ])
      #expect(try await bench.store.channels(of: ghost).isEmpty)
      #expect(try await bench.store.memberNames(of: incidents, most: 2) == [alice, bob])
      #expect(try await bench.store.memberNames(of: nowhere, most: 2).isEmpty)
    }
  }

  @Test("What exists already stays as it is", arguments: Implementation.allCases)
  func addingAgain(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["one"], bob, in: incidents)
      try await bench.store.setAttention(.mentions, UserChannel(alice, incidents))
      let before = try await bench.store.channels(of: alice)
      try await bench.store.add(
        users: [alice, bob], channels: [NewChannel(id: incidents, topic: "other", readOnly: true)],
        memberships: [UserChannel(alice, incidents), UserChannel(alice, incidents)])
      #expect(try await bench.store.channels(of: alice) == before)
      try await bench.store.add(users: [], channels: [], memberships: [])
      #expect(try await bench.store.users() == [alice, bob, carol])
    }
  }

  @Test("Joining sets the floor at the head of that moment", arguments: Implementation.allCases)
  func floor(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["one", "two"], alice, in: general)
      try await bench.store.add(users: [], channels: [], memberships: [UserChannel(bob, general)])
      try await bench.store.say(["three"], alice, in: general)
      #expect(try await bench.store.counter(bob, general)?.unread == 1)
      #expect(try await bench.store.channels(of: bob).first?.floor == 2)
      #expect(
        Set(try await bench.store.memberList(of: general).members) == [
          Member(user: alice, floor: 0), Member(user: bob, floor: 2),
        ])
    }
  }

  @Test(
    "The version of a member list rises with it, and comes with the messages",
    arguments: Implementation.allCases)
  func version(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      let before = try await bench.store.memberList(of: general)
      let same = try await bench.store.number([message("1", alice, general)])
      #expect(same.memberVersions == [general: before.version])
      try await bench.store.add(users: [], channels: [], memberships: [UserChannel(bob, general)])
      let after = try await bench.second.memberList(of: general)
      #expect(after.version > before.version && after.members.count == 2)
      // A repeat says the version too: its fan-out goes to the members of now.
      let repeated = try await bench.second.number([message("1", alice, general)])
      #expect(repeated.memberVersions == [general: after.version])
      #expect(try await bench.store.memberList(of: nowhere).members.isEmpty)
    }
  }

  @Test(
    "Member lists are whole, and so many at once that each comes in time", arguments: Implementation.allCases)
  func manyLists(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      let people = (0..<7_000).map { UserID(stored: "u\($0)") }
      let rooms = (0..<5).map { ChannelID(stored: "room\($0)") }
      try await bench.store.add(
        users: people, channels: rooms.map { NewChannel(id: $0, topic: "") },
        memberships: rooms.dropFirst().flatMap { room in people.map { UserChannel($0, room) } })
      var left = Set(rooms)
      var replies = 0
      while !left.isEmpty {
        let lists = try await bench.store.memberLists(of: Array(left))
        #expect(!lists.isEmpty && left.isSuperset(of: lists.keys))
        for (room, list) in lists {
          #expect(Set(list.members.map(\.user)) == (room == rooms[0] ? [] : Set(people)))
        }
        left.subtract(lists.keys)
        replies += 1
      }
      // The empty one and three of 7,000 first; from 20,000 on nothing more.
      if implementation == .servers { #expect(replies == 2) }
    }
  }

  @Test("The time of the newest message is that of the highest seq", arguments: Implementation.allCases)
  func lastMessageAt(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      func times() async throws -> [Int64?] {
        try await bench.second.channels(of: alice).map { $0.lastMessageAt?.milliseconds }
      }
      #expect(try await times() == [nil, nil])
      _ = try await bench.store.number([message("late", bob, incidents, at: 900)])
      #expect(try await times() == [nil, 1_700_000_000_900])
      // A record that waited in somebody's queue is newer all the same.
      _ = try await bench.store.number([message("early", bob, incidents, at: 5)])
      #expect(try await times() == [nil, 1_700_000_000_005])
    }
  }

  @Test("Muting is a member's own", arguments: Implementation.allCases)
  func muting(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.setAttention(.mentions, UserChannel(alice, incidents))
      #expect(try await bench.second.channels(of: alice).map(\.attention) == [.everything, .mentions])
      #expect(try await bench.store.channels(of: bob).map(\.attention) == [.everything])
      try await bench.store.setAttention(.everything, UserChannel(alice, incidents))
      #expect(try await bench.store.channels(of: alice).map(\.attention) == [.everything, .everything])
      try await bench.store.setAttention(.mentions, UserChannel(ghost, nowhere))
    }
  }
}
