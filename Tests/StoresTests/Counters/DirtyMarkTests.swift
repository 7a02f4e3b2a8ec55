import ChatModel
import Testing

/// What changed since the last snapshot is known, and a change is never forgotten.
@Suite(.timeLimit(.minutes(20))) struct DirtyMarkTests {
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
      let dirty = try await bench.counters.dirty(in: bucket, most: 10).counters
      #expect(dirty.map(\.key.channel) == [3, 2, 1, 0, 4].map { channels[$0] })
      #expect(dirty.map(\.version) == dirty.map(\.version).sorted())
      #expect(Set(dirty.map(\.version)).count == 5)
      #expect(try await bench.counters.dirty(in: bucket, most: 2).counters == Array(dirty.prefix(2)))
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
      #expect(try await bench.counters.dirty(in: bucket, most: 10).count == 0)
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
      #expect(left.counters.map(\.key) == [changed])
      #expect(left.counters.first?.snapshot.badge == Badge(unread: 2))
      #expect(try #require(left.counters.first).version > (saved.counters.map(\.version).max() ?? .max))
      try await bench.counters.clean(left, in: bucket)
      #expect(try await bench.counters.dirty(in: bucket, most: 10).count == 0)
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
      #expect(after.counters.map(\.key) == [key])
      #expect(try #require(after.counters.first).version > #require(before.counters.first).version)
    }
  }

  /// As many users of one bucket as a fan-out marks as a whole, in Redis as in memory.
  private let crowd = Array(
    (0...).lazy.map { UserID(stored: "user\($0)") }
      .filter {
        Bucket(of: $0, among: CounterBench.bucketCount) == Bucket(of: alice, among: CounterBench.bucketCount)
      }
      .prefix(40))

  private func fanOut(_ head: Seq, to users: some Sequence<UserID>, everyone: [Seq] = []) -> FanOut {
    FanOut(
      channel: incidents, head: head, everyone: everyone, members: users.map { Member(user: $0, floor: 0) },
      special: [:])
  }

  @Test("A fan-out to many marks their channel once", arguments: Implementation.allCases)
  func whole(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let keys = Set(crowd.map { UserChannel($0, incidents) })
      // Counters that are not there yet are created one by one, and marked so.
      try await bench.counters.join(Dictionary(uniqueKeysWithValues: keys.map { ($0, Unread(head: 1)) }))
      try await bench.counters.clean(try await bench.counters.dirty(in: bucket, most: 100), in: bucket)
      #expect(try await bench.counters.dirty(among: keys).isEmpty)
      try await bench.counters.deliver([fanOut(3, to: crowd, everyone: [2])])
      let marks = try await bench.counters.dirty(in: bucket, most: 100)
      #expect(marks.counters.isEmpty)
      #expect(marks.channels.map(\.channel) == [incidents])
      #expect(try await bench.counters.dirty(among: keys) == keys)
      #expect(try await bench.counters.dirty(among: [UserChannel(alice, general)]).isEmpty)
      let asked = [ChannelUsers(channel: incidents, users: (crowd + [UserID(stored: "stranger")])[...])]
      let snapshots = try await bench.second.snapshots(of: asked, in: bucket)
      #expect(Set(snapshots.map(\.key)) == keys)
      #expect(snapshots.allSatisfy { $0.head == 3 && $0.badge == Badge(unread: 3, mentions: 1) })
      try await bench.counters.clean(marks, in: bucket)
      #expect(try await bench.counters.dirty(among: keys).isEmpty)
    }
  }

  @Test(
    "A channel's mark goes only if nothing came after it, and a replay leaves none",
    arguments: Implementation.allCases)
  func wholeMeanwhile(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let keys = crowd.map { UserChannel($0, incidents) }
      try await bench.counters.join(Dictionary(uniqueKeysWithValues: keys.map { ($0, Unread(head: 1)) }))
      try await bench.counters.clean(try await bench.counters.dirty(in: bucket, most: 100), in: bucket)
      try await bench.counters.deliver([fanOut(2, to: crowd)])
      let before = try await bench.counters.dirty(in: bucket, most: 100)
      try await bench.second.deliver([fanOut(3, to: crowd)])
      try await bench.counters.clean(before, in: bucket)
      let after = try await bench.counters.dirty(in: bucket, most: 100)
      #expect(after.channels.map(\.channel) == [incidents])
      #expect(try #require(after.channels.first).version > #require(before.channels.first).version)
      try await bench.counters.clean(after, in: bucket)
      try await bench.second.deliver([fanOut(3, to: crowd), fanOut(1, to: crowd)])
      #expect(try await bench.counters.dirty(in: bucket, most: 100).count == 0)
      try await bench.second.deliver([fanOut(4, to: crowd.prefix(1))])
      let few = try await bench.counters.dirty(in: bucket, most: 100)
      #expect(few.channels.isEmpty && few.counters.map(\.key) == [keys[0]])
    }
  }

  @Test("Cleaning what is not marked does nothing", arguments: Implementation.allCases)
  func strangers(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let snapshot = Snapshot(key: UserChannel(alice, nowhere), of: UnreadNumbers(head: 1))
      try await bench.counters.clean(DirtyMarks(), in: bucket)
      try await bench.counters.clean(
        DirtyMarks(counters: [DirtyCounter(version: 1, snapshot: snapshot)]), in: bucket)
      #expect(try await bench.counters.allDirty().isEmpty)
    }
  }
}
