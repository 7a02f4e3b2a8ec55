import ChatModel
import ChatServer
import Doubles
import Testing

@Suite struct SyncFlowTests {
  private let clock = ManualClock()
  private let counters = MemoryCounters(bucketCount: 4)
  private let store = MemoryStore()
  private let room = ChannelID(stored: "room")

  private func flow(_ owner: String, most: Int = 3) -> SyncFlow {
    SyncFlow(
      counters: counters, store: store, clock: clock, pace: SyncFlow.Pace(most: most), owner: owner)
  }

  /// Users of one bucket.
  private func users(of bucket: Bucket, _ count: Int) -> [UserID] {
    Array(
      (0...).lazy.map { UserID(stored: "user\($0)") }.filter { Bucket(of: $0, among: 4) == bucket }.prefix(
        count))
  }

  private func change(_ users: [UserID]) async throws {
    try await store.add(
      users: users, channels: [NewChannel(id: room, topic: "")],
      memberships: users.map { UserChannel($0, room) })
    try await counters.join(
      Dictionary(uniqueKeysWithValues: users.map { (UserChannel($0, room), Unread(head: 1)) }))
  }

  @Test("A bucket with more than a batch does not keep the others waiting")
  func busyBucket() async throws {
    try await counters.build()
    try await change(users(of: Bucket(0), 20) + users(of: Bucket(3), 1))
    var flow = flow("one")
    var saved: [Int] = []
    // One round: each bucket is looked at once.
    while saved.count < 2 {
      if case .finished(let report) = try await flow.step() { saved.append(report.written) }
    }
    #expect(saved == [3, 1], "three of the busy one, then the other")
  }

  @Test("Everything dirty is saved, and without a rest of an interval while there is more")
  func all() async throws {
    try await counters.build()
    try await change(users(of: Bucket(0), 20))
    var flow = flow("one")
    var rested = false
    while !rested {
      if case .idle(let pause) = try await flow.step() { rested = pause >= .milliseconds(500) }
    }
    #expect(try await store.snapshots(of: users(of: Bucket(0), 20)).count == 20)
  }

  @Test(
    "After a batch the flow rests four times as long as it took, and a second at most",
    arguments: [(20, 80), (9_000, 1_000)])
  func rest(took: Int64, rests: Int64) async throws {
    try await counters.build()
    try await change(users(of: Bucket(0), 1))
    var flow = flow("one")
    var pauses: [Duration] = []
    var isSaved = false
    while pauses.isEmpty {
      if case .idle(let pause) = try await flow.step() { pauses.append(pause) }
      if !isSaved, try await !store.snapshots(of: users(of: Bucket(0), 1)).isEmpty {
        isSaved = true
        clock.advance(milliseconds: took)
      }
    }
    #expect(pauses == [.milliseconds(rests)])
  }

  @Test("Of a channel that is dirty as a whole all members are saved, however many", arguments: [1, 3, 200])
  func whole(most: Int) async throws {
    try await counters.build()
    let mine = (0..<70).map { UserID(stored: "user\($0)") }
    try await store.add(
      users: mine, channels: [NewChannel(id: room, topic: "")],
      memberships: mine.map { UserChannel($0, room) })
    let members = try await store.memberList(of: room).members
    try await change(mine)
    _ = try await counters.fanOut([
      FanOut(channel: room, head: 2, everyone: [], members: members, special: [:])
    ])
    var flow = flow("one", most: most)
    var rested = false
    while !rested {
      if case .idle(let pause) = try await flow.step() { rested = pause >= .milliseconds(500) }
    }
    let saved = try await store.snapshots(of: mine)
    #expect(saved.count == 70 && saved.values.allSatisfy { $0.unread == 2 })
    #expect(try await counters.dirty(among: Set(mine.map { UserChannel($0, room) })).isEmpty)
  }

  @Test("A channel that is gone leaves no mark")
  func gone() async throws {
    try await counters.build()
    let mine = users(of: Bucket(2), 5)
    let members = mine.map { Member(user: $0, floor: 0) }
    // Known to the counters, and to no database.
    try await counters.join(
      Dictionary(uniqueKeysWithValues: mine.map { (UserChannel($0, room), Unread(head: 1)) }))
    _ = try await counters.fanOut([
      FanOut(channel: room, head: 2, everyone: [], members: members, special: [:])
    ])
    var flow = flow("one")
    var rested = false
    while !rested {
      if case .idle(let pause) = try await flow.step() { rested = pause >= .milliseconds(500) }
    }
    #expect(try await counters.dirty(in: Bucket(2), most: 1).count == 0)
    #expect(try await store.snapshots(of: mine).isEmpty)
  }

  @Test("A counter that is gone leaves no mark, and saves nothing")
  func lost() async throws {
    try await counters.build()
    let mine = users(of: Bucket(2), 2)
    let keys = mine.map { UserChannel($0, room) }
    try await change(mine)
    counters.lose([keys[0]])
    var flow = flow("one")
    var rested = false
    while !rested {
      if case .idle(let pause) = try await flow.step() { rested = pause >= .milliseconds(500) }
    }
    #expect(try await counters.dirty(among: Set(keys)).isEmpty)
    #expect(try await Set(store.snapshots(of: mine).keys) == [keys[1]])
  }

  @Test("Two servers share the buckets, whoever was first")
  func sharing() async throws {
    try await counters.build()
    var (first, second) = (flow("one"), flow("two"))
    for _ in 0..<40 { _ = try await first.step() }
    #expect(try await counters.lease(Bucket(3), owner: "two", for: .seconds(1)) == false)
    for _ in 0..<100 {
      _ = try await second.step()
      _ = try await first.step()
    }
    let free = try await counters.buckets.async {
      try await counters.lease($0, owner: "three", for: .seconds(1))
    }
    #expect(!free.contains(true))
    let held = try await counters.buckets.async {
      try await counters.lease($0, owner: "two", for: .seconds(1))
    }
    #expect(held.filter { $0 }.count == 2)
  }
}

extension Array {
  fileprivate func async<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await body(element)) }
    return results
  }
}
