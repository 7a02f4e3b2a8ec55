import ChatModel
import Testing

/// The ends of the ranges, and what a caller may leave out.
@Suite(.timeLimit(.minutes(20))) struct CounterEdgeTests {
  private static let most = Seq.mostSeq

  @Test("Counts are exact up to the highest number a message can have", arguments: Implementation.allCases)
  func hugeSeqs(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let most = Self.most
      try await bench.counters.deliver([
        FanOut(
          channel: incidents, head: most, everyone: [most, most - 1],
          members: [Member(user: alice, floor: 0), Member(user: bob, floor: most - 3)],
          special: [
            carol: Unread(head: most, read: .read(most - 1, epoch: 0), mentions: [most], uncounted: [])
          ])
      ])
      #expect(
        try await bench.counters.badge(UserChannel(alice, incidents)) == Badge(unread: Int(most), mentions: 2)
      )
      #expect(try await bench.counters.badge(UserChannel(bob, incidents)) == Badge(unread: 3, mentions: 2))
      #expect(try await bench.counters.badge(UserChannel(carol, incidents)) == Badge(unread: 1, mentions: 1))
      try await bench.counters.join([
        UserChannel(alice, incidents): Unread(
          read: ReadState(position: most, marker: ReadMarker(epoch: ReadMarker.mostEpoch, seq: most - 1)),
          uncounted: [most])
      ])
      let counter = try await bench.counters.counters(of: alice, in: [incidents])[incidents]
      #expect(counter?.read.position == most)
      #expect(counter?.read.marker == ReadMarker(epoch: ReadMarker.mostEpoch, seq: most - 1))
      #expect(counter?.uncounted == [most])
      #expect(counter?.unread == 0)
      let dirty = try await bench.counters.allDirty().first { $0.key.user == bob }
      #expect(dirty?.head == most && dirty?.readUpTo.seq == most - 3)
    }
  }

  @Test("Neighbouring huge numbers are told apart", arguments: Implementation.allCases)
  func neighbours(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let key = UserChannel(alice, incidents)
      try await bench.counters.join([
        key: Unread(
          head: Self.most - 1, read: .read(Self.most - 5, epoch: 0), mentions: [Self.most - 5, Self.most],
          uncounted: [Self.most - 4, Self.most - 3])
      ])
      #expect(
        try await bench.counters.badge(key) == Badge(unread: 3, mentions: 1),
        "a mention brings its head along")
      _ = try await bench.counters.read([CoalescedReceipts(key, .read(Self.most - 1, epoch: 0))])
      #expect(try await bench.counters.badge(key) == Badge(unread: 1, mentions: 1))
    }
  }

  @Test("One channel or all: only what was asked for comes", arguments: Implementation.allCases)
  func asking(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      try await bench.counters.join([
        UserChannel(alice, incidents): Unread(head: 3), UserChannel(alice, general): Unread(head: 5),
        UserChannel(bob, general): Unread(head: 9),
      ])
      #expect(
        try await bench.counters.counters(of: alice, in: [general, nowhere]).mapValues(\.unread) == [
          general: 5
        ])
      #expect(try await bench.counters.counters(of: alice, in: []).isEmpty)
      #expect(
        try await bench.counters.counters(of: alice, in: nil).mapValues(\.unread) == [
          incidents: 3, general: 5,
        ])
      #expect(try await bench.counters.counters(of: ghost, in: nil).isEmpty)
    }
  }

  @Test("Several fan-outs of one channel in a call all count", arguments: Implementation.allCases)
  func sameChannelTwice(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let members = [Member(user: alice, floor: 0)]
      try await bench.counters.deliver([
        FanOut(channel: incidents, head: 5, everyone: [4], members: members, special: [:]),
        FanOut(channel: incidents, head: 3, everyone: [2], members: members, special: [:]),
      ])
      #expect(
        try await bench.counters.badge(UserChannel(alice, incidents)) == Badge(unread: 5, mentions: 2))
    }
  }

  @Test("Nothing to write is no call", arguments: Implementation.allCases)
  func nothing(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench in
      try await bench.counters.deliver([])
      try await bench.counters.join([:])
      #expect(try await bench.counters.unbuilt().count == CounterBench.bucketCount)
    }
  }
}
