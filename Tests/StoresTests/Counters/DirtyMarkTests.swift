import ChatModel
import Testing

/// What changed since the last snapshot is known, and a change is never forgotten.
@Suite struct DirtyMarkTests {
  private let bucket = Bucket(of: alice, among: CounterBench.bucketCount)
  private let channels = (0..<5).map { ChannelID(stored: "room\($0)") }

  @Test("The longest-dirty come first, and no more than asked for", arguments: Implementation.allCases)
  func order(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      for channel in channels.reversed() {
        try await bench.counters.join([UserChannel(alice, channel): Unread(head: 1)])
      }
      // Another change makes the mark young again.
      try await bench.counters.join([UserChannel(alice, channels[4]): Unread(head: 2)])
      let dirty = try await bench.counters.dirty(in: bucket, most: 10)
      #expect(dirty.map(\.key.channel) == [3, 2, 1, 0, 4].map { channels[$0] })
      #expect(dirty.map(\.version) == dirty.map(\.version).sorted())
      #expect(Set(dirty.map(\.version)).count == 5)
      #expect(try await bench.counters.dirty(in: bucket, most: 2) == Array(dirty.prefix(2)))
    }
  }

  @Test("A write that changes nothing leaves no mark", arguments: Implementation.allCases)
  func replay(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let delta = [UserChannel(alice, incidents): Unread(head: 7, read: .read(3, epoch: 0), mentions: [5])]
      try await bench.counters.join(delta)
      try await bench.counters.clean(try await bench.counters.dirty(in: bucket, most: 10), in: bucket)
      try await bench.second.join(delta)
      try await bench.second.join([UserChannel(alice, incidents): Unread(head: 6, mentions: [2, 5])])
      #expect(try await bench.counters.dirty(in: bucket, most: 10).isEmpty)
    }
  }

  @Test("A change between reading and cleaning keeps its mark", arguments: Implementation.allCases)
  func changeMeanwhile(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let (changed, quiet) = (UserChannel(alice, incidents), UserChannel(alice, general))
      try await bench.counters.join([changed: Unread(head: 1), quiet: Unread(head: 1)])
      let saved = try await bench.counters.dirty(in: bucket, most: 10)
      try await bench.second.join([changed: Unread(head: 2)])
      try await bench.counters.clean(saved, in: bucket)
      let left = try await bench.counters.dirty(in: bucket, most: 10)
      #expect(left.map(\.key) == [changed])
      #expect(left.first?.snapshot.badge == Badge(unread: 2))
      #expect(try #require(left.first).version > (saved.map(\.version).max() ?? .max))
      try await bench.counters.clean(left, in: bucket)
      #expect(try await bench.counters.dirty(in: bucket, most: 10).isEmpty)
    }
  }

  @Test("A mark of after a loss is not taken for one of before", arguments: Implementation.allCases)
  func loss(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let key = UserChannel(alice, incidents)
      try await bench.counters.join([key: Unread(head: 1)])
      let before = try await bench.counters.dirty(in: bucket, most: 10)
      try await bench.lose()
      try await bench.counters.buildAll()
      try await bench.counters.join([key: Unread(head: 2)])
      try await bench.counters.clean(before, in: bucket)
      let after = try await bench.counters.dirty(in: bucket, most: 10)
      #expect(after.map(\.key) == [key])
      #expect(try #require(after.first).version > #require(before.first).version)
    }
  }

  @Test("Cleaning what is not marked does nothing", arguments: Implementation.allCases)
  func strangers(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let snapshot = Snapshot(key: UserChannel(alice, nowhere), of: Unread(head: 1))
      try await bench.counters.clean([], in: bucket)
      try await bench.counters.clean([DirtyCounter(version: 1, snapshot: snapshot)], in: bucket)
      #expect(try await bench.counters.allDirty().isEmpty)
    }
  }
}
