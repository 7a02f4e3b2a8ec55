import ChatModel
import Doubles
import Testing

@testable import ChatServer

/// What flows remember of a database goes with it, also if they had nothing to do while it was replaced.
@Suite struct RestorationTests {
  private let clock = ManualClock()
  private let store = MemoryStore()
  private let counters = MemoryCounters(bucketCount: 1)
  private let restorations = Restorations()
  private let topics = Topics()
  private let room = ChannelID(stored: "room")
  private let users = ["alice", "bob", "carol", "dave"].map { UserID(stored: $0) }

  private func key(_ index: Int) -> UserChannel { UserChannel(users[index], room) }

  private func add(_ indices: [Int]) async throws {
    try await store.add(
      users: indices.map { users[$0] }, channels: [NewChannel(id: room, topic: "")],
      memberships: indices.map(key))
  }

  private func build() async throws {
    try await counters.close(counters.buckets)
    try await counters.build()
    try await counters.join(try await store.counters(of: users))
  }

  /// Puts an older database back, in which Dave comes next: where it was Carol, the list has the same version.
  private func restore(_ backup: MemoryStore.Backup) async throws {
    store.restore(backup)
    try await add([3])
    restorations.note()
    try await build()
  }

  private func ports(_ source: MemorySource, _ log: MemoryLog) -> FlowPorts {
    FlowPorts(
      source: source, counters: counters, notices: MemoryNotices(), sink: log, clock: clock, topics: topics)
  }

  @Test("Messages are counted for those who are members now")
  func messages() async throws {
    try await add([0, 1])
    let backup = store.backup()
    try await add([2])
    try await build()
    let log = MemoryLog(clock: clock)
    let source = MemorySource(log, group: topics.messages, topic: topics.messages)
    var flow = MessageFlow(
      ports: ports(source, log), store: store, truth: store, restorations: restorations)
    let events = try ["before", "after"].map {
      try MessageEvent(id: $0, channel: room, author: users[0], body: "hello")
    }
    log.appendAll([LogEntry(events[0], topics: topics)])
    try await flow.workOff(source)
    #expect(try await counters.counters(of: users)[key(2)]?.head == 1)
    try await restore(backup)
    log.appendAll([LogEntry(events[1], topics: topics)])
    try await flow.workOff(source)
    #expect(try await counters.counters(of: users)[key(3)]?.head == 1)
  }

  @Test("What was numbered in a database that has lost it since is numbered again")
  func messagesBetweenTwoSteps() async throws {
    try await add([0, 1])
    let backup = store.backup()
    try await build()
    let log = MemoryLog(clock: clock)
    let source = MemorySource(log, group: topics.messages, topic: topics.messages)
    var flow = MessageFlow(ports: ports(source, log), store: store, truth: store)
    try await store.add(users: [users[2]], channels: [], memberships: [])
    let coming = try MessageEvent(id: "coming", channel: room, author: users[1], .invite(users[2], turn: 1))
    log.appendAll([LogEntry(coming, topics: topics)])
    while store.allMessages(in: room).isEmpty { _ = try await flow.step() }
    store.restore(backup)
    try await store.add(users: [users[2]], channels: [], memberships: [])
    for _ in 0..<30 where !(source.isAtEnd && flow.isAtRest) { _ = try await flow.step() }
    #expect(flow.isAtRest)
    #expect(store.allMessages(in: room).map(\.id) == ["coming"])
    #expect(try await counters.counters(of: users)[key(2)]?.head == 1)
  }

  @Test("A list of members that is older than was seen does not hold up the saving")
  func snapshotsBetweenTwoSteps() async throws {
    try await add([0])
    let backup = store.backup()
    try await add([1, 2])
    try await build()
    try await count(1, [0, 1, 2])
    var flow = SyncFlow(counters: counters, store: store, clock: clock, owner: "one")
    // Shared, leased, read, and the versions are known.
    for _ in 0..<4 { _ = try await flow.step() }
    #expect(!flow.isAtRest)
    store.restore(backup)
    for _ in 0..<30 where !flow.isAtRest { _ = try await flow.step() }
    #expect(flow.isAtRest)
    #expect(try await store.snapshots(of: users).keys.sorted() == [key(0)])
  }

  /// A flow that has only to save the counters of the first two, and the database of before their messages.
  private func aboutToSave() async throws -> (flow: SyncFlow, backup: MemoryStore.Backup) {
    try await add([0, 1])
    try await build()
    let backup = store.backup()
    try await count(7, [0, 1])
    var flow = SyncFlow(
      counters: counters, store: store, clock: clock, restorations: restorations, owner: "one")
    // Shared, leased, read, planned, collected.
    for _ in 0..<6 { _ = try await flow.step() }
    return (flow, backup)
  }

  @Test("What was saved into a database that had gone back already does not stand against what is right")
  func savedBesideTheOlder() async throws {
    let before = try await aboutToSave()
    var flow = before.flow
    store.restore(before.backup)
    try await saveAll(&flow)
    #expect(try await store.snapshots(of: users)[key(1)]?.unread == 7)
    restorations.note()
    try await say(1...2)
    try await build()
    try await saveAll(&flow)
    #expect(try await store.snapshots(of: users)[key(1)]?.unread == 2)
  }

  @Test("What was about to be saved when the database went away is read again")
  func notSavedLater() async throws {
    let before = try await aboutToSave()
    var flow = before.flow
    #expect(!flow.isAtRest)
    flow.failed(with: CancellationError())
    store.restore(before.backup)
    try await say(1...2)
    try await build()
    try await saveAll(&flow)
    #expect(try await store.snapshots(of: users)[key(1)]?.unread == 2)
  }

  @Test("A receipt above a head that is no more is rejected")
  func receipts() async throws {
    try await add([0, 1, 3])
    try await say(1...2)
    let backup = store.backup()
    try await say(3...5)
    try await build()
    let log = MemoryLog(clock: clock)
    let source = MemorySource(log, group: topics.receipts, topic: topics.receipts)
    var flow = ReceiptFlow(
      ports: ports(source, log), store: store, truth: store, policy: BatchPolicy(most: 9, milliseconds: 0),
      restorations: restorations)
    log.appendAll([LogEntry(try ReceiptEvent(key(1), .read, seq: 5, epoch: nil), topics: topics)])
    try await flow.workOff(source)
    #expect(store.readState(of: key(1)).position == 5)
    try await restore(backup)
    log.appendAll([LogEntry(try ReceiptEvent(key(1), .read, seq: 4, epoch: nil), topics: topics)])
    try await flow.workOff(source)
    #expect(store.readState(of: key(1)).position == 0)
    #expect(log.records(of: topics.deadLetters).count == 1)
  }

  @Test("A receipt above a head that is no more is rejected by a server that does not know of it yet")
  func receiptsUnnoticed() async throws {
    try await add([0, 1, 3])
    try await say(1...2)
    let backup = store.backup()
    try await say(3...5)
    try await build()
    let log = MemoryLog(clock: clock)
    let source = MemorySource(log, group: topics.receipts, topic: topics.receipts)
    var flow = ReceiptFlow(
      ports: ports(source, log), store: store, truth: store, policy: BatchPolicy(most: 9, milliseconds: 0),
      restorations: restorations)
    _ = try await store.grow()
    log.appendAll([LogEntry(try ReceiptEvent(key(1), .read, seq: 5, epoch: nil), topics: topics)])
    try await flow.workOff(source)
    store.restore(backup)
    try await build()
    let later = try [(1, 4), (3, 2)].map { try ReceiptEvent(key($0), .read, seq: Seq($1), epoch: nil) }
    log.appendAll(later.map { LogEntry($0, topics: topics) })
    let failure = await #expect(throws: DatabaseGoneBack.self) {
      for _ in 0..<30 { _ = try await flow.step() }
    }
    flow.failed(with: try #require(failure))
    try await flow.workOff(source)
    #expect(store.readState(of: key(1)).position == 0)
    #expect(store.readState(of: key(3)).position == 2)
    #expect(log.records(of: topics.deadLetters).count == 1)
  }

  @Test("Messages are counted for those who are members now, also where that is not known yet")
  func messagesUnnoticed() async throws {
    try await add([0, 1])
    let backup = store.backup()
    try await add([2])
    try await add([3])
    try await build()
    let log = MemoryLog(clock: clock)
    let source = MemorySource(log, group: topics.messages, topic: topics.messages)
    var flow = MessageFlow(ports: ports(source, log), store: store, truth: store)
    let events = try ["before", "after"].map {
      try MessageEvent(id: $0, channel: room, author: users[0], body: "hello")
    }
    log.appendAll([LogEntry(events[0], topics: topics)])
    try await flow.workOff(source)
    store.restore(backup)
    try await add([3])
    try await build()
    log.appendAll([LogEntry(events[1], topics: topics)])
    try await flow.workOff(source)
    let heads = try await counters.counters(of: users)
    #expect(heads[key(3)]?.head == 1)
    #expect(heads[key(2)] == nil)
  }

  private func say(_ numbers: ClosedRange<Int>) async throws {
    let messages = try numbers.map { number in
      IncomingMessage(
        event: try MessageEvent(id: "m\(number)", channel: room, author: users[0], body: "hello"),
        sentAt: clock.now())
    }
    _ = try await store.number(messages, decide: MessageNumbering.plan)
  }

  @Test("Counters are saved of those who are members now")
  func snapshots() async throws {
    try await add([0, 1])
    let backup = store.backup()
    try await add([2])
    try await build()
    var flow = SyncFlow(
      counters: counters, store: store, clock: clock, restorations: restorations, owner: "one")
    try await count(1, [0, 1, 2])
    try await saveAll(&flow)
    #expect(try await store.snapshots(of: users)[key(2)]?.unread == 1)
    try await restore(backup)
    try await saveAll(&flow)
    try await count(2, [0, 1, 3])
    try await saveAll(&flow)
    #expect(try await store.snapshots(of: users)[key(3)]?.unread == 2)
  }

  /// Counts so many messages for members, whose channel is then dirty as a whole.
  private func count(_ head: Seq, _ indices: [Int]) async throws {
    let members = indices.map { Member(user: users[$0], floor: 0) }
    #expect(try await counters.fanOut([FanOut(channel: room, head: head, members: members)]).isEmpty)
  }

  /// A round over the only bucket.
  private func saveAll(_ flow: inout SyncFlow) async throws {
    while true {
      if case .idle = try await flow.step() { return }
    }
  }
}
