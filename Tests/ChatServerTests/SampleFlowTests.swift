import ChatModel
import ChatServer
import Doubles
import Synchronization
import Testing

@Suite struct SampleFlowTests {
  private let counters = MemoryCounters(bucketCount: 4)
  private let store = MemoryStore()
  private let notices = MemoryNotices()
  private let log = MemoryLog(partitions: 1, clock: ManualClock())
  private let room = ChannelID(stored: "room")
  private let users = ["alice", "bob", "carol", "dave"].map { UserID(stored: $0) }
  private let pace = SampleFlow.Pace(users: 2, looks: 3)

  private func key(_ index: Int) -> UserChannel { UserChannel(users[index], room) }

  private let reported = Reported()

  /// What the flow told, in order.
  private final class Reported: Sendable {
    let all = Mutex<[WrongCounts]>([])
  }

  private var flow: SampleFlow { sampler(pace) }

  private func sampler(_ pace: SampleFlow.Pace) -> SampleFlow {
    let reported = reported
    return SampleFlow(
      truth: store, counters: counters, snapshots: store, logs: [log.progress(group: "g", topic: "t")],
      notices: notices, pace: pace
    ) {
      wrong in
      reported.all.withLock { $0.append(wrong) }
    }
  }

  /// Ten messages that mention everybody, of which Alice has read two; all is counted and saved.
  private func furnish() async throws {
    try await store.add(
      users: users, channels: [NewChannel(id: room, topic: "")],
      memberships: users.map { UserChannel($0, room) })
    for number in 1...10 { try await say(number) }
    _ = try await store.record([CoalescedReceipts(key(0), .read(2, epoch: 0))], judgedAt: 0)
    try await counters.build()
    try await counters.join(try await store.counters(of: users))
    try await save()
  }

  private func say(_ number: Int) async throws {
    let event = try MessageEvent(id: "m\(number)", channel: room, author: users[3], body: "@channel hello")
    _ = try await store.number(
      [IncomingMessage(event: event, sentAt: Timestamp(milliseconds: Int64(number)))],
      decide: MessageNumbering.plan)
  }

  private func save() async throws {
    for bucket in counters.buckets {
      let dirty = try await counters.dirty(in: bucket, most: 100)
      try await store.save(dirty.counters.map(\.snapshot))
      try await counters.clean(dirty, in: bucket)
    }
  }

  private func differences() async throws -> [Difference] {
    Verification.compare(
      truth: try await store.counters(of: users), counters: try await counters.counters(of: users),
      snapshots: try await store.snapshots(of: users))
  }

  @Test("Whatever is wrong is healed: too much, too little, nothing, and what was saved of it")
  func heals() async throws {
    try await furnish()
    try await counters.join([key(0): Unread(head: 99)])
    try await counters.join([key(1): Unread(read: .read(10, epoch: 7))])
    try await save()
    try await counters.remove([key(2)])
    let wrong = try await differences()
    #expect(wrong.count == 5)
    var flow = flow
    var healed = 0
    var steps = 0
    while healed < 3, steps < 1_000 {
      steps += 1
      if case .finished(let report) = try await flow.step() { healed += report.written }
    }
    try await save()
    #expect(try await differences().isEmpty)
    let explained = reported.all.withLock { $0.flatMap(\.explained) }
    #expect(explained.map(\.difference) == wrong)
    #expect(explained.map(\.counter?.head) == [99, 99, 10, 10, nil], "as it was before it was healed")
    #expect(explained.allSatisfy { $0.database?.head == 10 })
    #expect(Set(notices.all) == Set((0..<3).map { Notice.read(key($0)) }))
  }

  @Test(
    "What a dead server has stored and not counted is not wrong, however long it takes to be delivered again")
  func uncounted() async throws {
    try await furnish()
    log.appendAll([LogEntry(topic: "t", key: nil, value: [1])])
    try await say(11)
    var flow = flow
    for _ in 0..<500 { _ = try await flow.step() }
    #expect(reported.all.withLock { $0.isEmpty })
    try await counters.join(try await store.counters(of: users))
    try await save()
    commit()
    for _ in 0..<100 { _ = try await flow.step() }
    #expect(reported.all.withLock { $0.isEmpty })
  }

  @Test(
    "What is wrong while something waits in the log is healed once that is consumed, whatever has come since")
  func counted() async throws {
    try await furnish()
    try await counters.join([key(0): Unread(head: 99)])
    try await save()
    log.appendAll([LogEntry(topic: "t", key: nil, value: [1])])
    var flow = flow
    for _ in 0..<50 { _ = try await flow.step() }
    #expect(reported.all.withLock { $0.isEmpty })
    commit()
    log.appendAll([LogEntry(topic: "t", key: nil, value: [2])])
    for _ in 0..<200 { _ = try await flow.step() }
    try await save()
    #expect(try await differences().isEmpty)
    #expect(reported.all.withLock { !$0.isEmpty })
  }

  /// The first event is consumed.
  private func commit() {
    log.rewind(group: "g", LogPartition(topic: "t", partition: 0), to: 1)
  }

  @Test(
    "A save under way that lands after the repair was saved is repaired in turn, though what it saved is ahead of the truth"
  )
  func lateSave() async throws {
    try await furnish()
    try await counters.join([key(0): Unread(head: 99)])
    var late: [Snapshot] = []
    for bucket in counters.buckets {
      late += try await counters.dirty(in: bucket, most: 100).counters.map(\.snapshot)
    }
    #expect(late.map(\.head) == [99])
    var flow = flow
    for round in 1...2 {
      var (healed, steps) = (0, 0)
      while healed < 1, steps < 1_000 {
        steps += 1
        if case .finished(let report) = try await flow.step() { healed += report.written }
      }
      #expect(healed == 1, "round \(round)")
      try await save()
      if round == 1 { try await store.save(late) }
      #expect(try await differences().map(\.place) == (round == 1 ? [.snapshot] : []))
    }
  }

  @Test("What differs because it is on its way is left alone")
  func onItsWay() async throws {
    try await furnish()
    var flow = flow
    let before = try await counters.counters(of: users)
    for number in 11...60 {
      try await say(number)
      if case .finished = try await flow.step() { Issue.record("nothing is wrong here") }
    }
    #expect(try await counters.counters(of: users) == before)
  }

  @Test("A counter that is a message behind all the time is left alone")
  func behind() async throws {
    try await furnish()
    var flow = flow
    for number in 11...60 {
      let counted = try await store.counters(of: users)
      try await say(number)
      try await counters.join(counted)
      try await save()
      if case .finished = try await flow.step() { Issue.record("nothing is wrong here") }
    }
    #expect(reported.all.withLock { $0.isEmpty })
  }

  @Test("In a busy channel what is wrong is healed after ten looks, though no two of them see the same")
  func busy() async throws {
    try await furnish()
    try await counters.join([key(1): Unread(uncounted: [5])])
    var flow = sampler(SampleFlow.Pace(users: 2))
    var (looks, healed, number) = (0, 0, 10)
    while healed == 0, number < 100 {
      number += 1
      try await say(number)
      try await counters.join(try await store.counters(of: users))
      try await save()
      switch try await flow.step() {
      case .idle: looks += 1
      case .finished(let report): healed = report.written
      case .stepped: break
      }
    }
    try await save()
    #expect(looks == 10)
    #expect(healed == 1)
    #expect(try await differences().isEmpty)
    let explained = reported.all.withLock { $0.flatMap(\.explained) }
    #expect(explained.allSatisfy { $0.difference.key == key(1) })
  }

  @Test("All users are looked at in turn, a few at a time")
  func turns() async throws {
    try await furnish()
    #expect(try await store.users(after: nil, most: 2) == Array(users[0..<2]))
    #expect(try await store.users(after: users[1], most: 9) == Array(users[2...]))
    #expect(try await store.users(after: users[3], most: 2).isEmpty)
  }
}
