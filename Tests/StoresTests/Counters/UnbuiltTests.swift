import ChatModel
import Testing

/// A bucket that was lost is neither written nor read: a wrong count is worse than none.
@Suite(.timeLimit(.minutes(20))) struct UnbuiltTests {
  private let people = users("user", 40)
  private var everyBucket: [Bucket] { Bucket.all(CounterBench.bucketCount) }

  private func bucket(of user: UserID) -> Bucket { Bucket(of: user, among: CounterBench.bucketCount) }

  private func error(_ buckets: Set<Bucket>) -> CountersNotBuilt { CountersNotBuilt(buckets: buckets) }

  @Test("Nothing works on counters that were never built", arguments: Implementation.allCases)
  func neverBuilt(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench async throws in
      let counters = bench.counters
      let mine = bucket(of: alice)
      #expect(try await counters.unbuilt() == everyBucket)
      await #expect(throws: error([mine])) { try await counters.counters(of: alice, in: nil) }
      await #expect(throws: error([mine])) { try await counters.counters(of: alice, in: [incidents]) }
      await #expect(throws: error([mine])) { try await counters.dirty(in: mine, most: 1) }
      await #expect(throws: error([mine])) { try await counters.clean(DirtyMarks(), in: mine) }
      await #expect(throws: error([mine])) {
        try await counters.join([UserChannel(alice, incidents): Unread(head: 1)])
      }
    }
  }

  @Test(
    "Only the lost buckets refuse; the others take their part of the call", arguments: Implementation.allCases
  )
  func partly(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench in
      for index in [0, 2] { try await bench.counters.build(Bucket(index)) }
      #expect(try await bench.counters.unbuilt() == [Bucket(1), Bucket(3)])
      let there = people.filter { bucket(of: $0).index.isMultiple(of: 2) }
      try await bench.counters.join(
        Dictionary(
          uniqueKeysWithValues: there.map { (UserChannel($0, incidents), Unread(head: 1, floor: 1)) }))
      let fanOut = FanOut(
        channel: incidents, head: 4, everyone: [], members: people.map { Member(user: $0, floor: 1) },
        special: [:])
      await #expect(throws: error([Bucket(1), Bucket(3)])) { try await bench.counters.fanOut([fanOut]) }
      let deltas = people.filter { bucket(of: $0).index != 3 }.map {
        (UserChannel($0, general), Unread(head: 2))
      }
      await #expect(throws: error([Bucket(1)])) {
        try await bench.counters.join(Dictionary(uniqueKeysWithValues: deltas))
      }
      for user in there {
        let unread = try await bench.second.counters(of: user, in: nil).mapValues(\.unread)
        #expect(unread == [incidents: 3, general: 2], "\(user)")
      }
    }
  }

  @Test(
    "A closed bucket refuses until it is rebuilt, and has forgotten everything then",
    arguments: Implementation.allCases)
  func closing(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let key = UserChannel(alice, incidents)
      let mine = bucket(of: alice)
      try await bench.counters.join([key: Unread(head: 9, mentions: [8])])
      try await bench.counters.close([mine])
      #expect(try await bench.second.unbuilt() == [mine])
      await #expect(throws: error([mine])) { try await bench.second.join([key: Unread(head: 10)]) }
      await #expect(throws: error([mine])) { try await bench.second.counters(of: alice, in: nil) }
      try await bench.second.build(mine)
      #expect(try await bench.counters.counters(of: alice, in: nil).isEmpty)
      #expect(try await bench.counters.allDirty().isEmpty)
      let other = UserChannel(alice, general)
      try await bench.counters.join([other: Unread(head: 3)])
      #expect(try await bench.counters.badge(other) == Badge(unread: 3))
      #expect(try await bench.counters.dirty(in: mine, most: 1).counters.map(\.key) == [other])
    }
  }

  @Test("Losing everything closes every bucket", arguments: Implementation.allCases)
  func loss(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      #expect(try await bench.counters.unbuilt().isEmpty)
      try await bench.lose()
      #expect(try await bench.counters.unbuilt() == everyBucket)
      await #expect(throws: error([bucket(of: alice)])) {
        try await bench.counters.join([UserChannel(alice, incidents): Unread(head: 1)])
      }
    }
  }
}
