import ChatModel
import Doubles
import Synchronization
import Testing

@testable import ChatServer

/// What is deleted while a marker is being taken back does not count afterwards.
@Suite struct MarkedUnreadTests {
  private let clock = ManualClock()
  private let store = MemoryStore()
  private let counters = MemoryCounters(bucketCount: 1)
  private let topics = Topics()
  private let log: MemoryLog
  private let room = ChannelID(stored: "room")
  private let alice = UserID(stored: "alice")
  private let bob = UserID(stored: "bob")

  init() async throws {
    log = MemoryLog(clock: clock)
    try await store.add(
      users: [alice, bob], channels: [NewChannel(id: room, topic: "")],
      memberships: [UserChannel(alice, room), UserChannel(bob, room)])
    try await counters.build()
  }

  @Test("A deletion between the read of a counter and its write is not forgotten")
  func deletedMeanwhile() async throws {
    try await counters.join(try await store.counters(of: [alice, bob]))
    for text in ["one", "@bob two", "three"] {
      try await say(.init(id: text, channel: room, author: alice, body: text))
    }
    try await receive(ReceiptEvent(UserChannel(bob, room), .read, seq: 3, epoch: 0), reading: store)
    let (room, alice) = (room, alice)
    let truth = Interrupted(store: store) {
      try await say(.init(id: "gone", channel: room, author: alice, .delete(2)))
    }
    try await receive(ReceiptEvent(UserChannel(bob, room), .unread, seq: 1, epoch: 1), reading: truth)
    #expect(truth.isDone.withLock { $0 })
    let counted = try await counters.counters(of: [bob])[UserChannel(bob, room)]
    #expect(counted?.badge(in: room) == Badge(unread: 2, mentions: 0))
    let differences = Verification.compare(
      truth: try await store.counters(of: [alice, bob]),
      counters: try await counters.counters(of: [alice, bob]), snapshots: nil)
    #expect(differences.isEmpty)
  }

  private func ports(_ source: MemorySource) -> FlowPorts {
    FlowPorts(
      source: source, counters: counters, notices: MemoryNotices(), sink: log, clock: clock, topics: topics)
  }

  private func say(_ event: MessageEvent) async throws {
    log.appendAll([LogEntry(event, topics: topics)])
    let source = MemorySource(log, group: topics.messages, topic: topics.messages)
    var flow = MessageFlow(ports: ports(source), store: store, truth: store)
    try await flow.workOff(source)
  }

  private func receive(_ event: ReceiptEvent, reading truth: any CounterTruth) async throws {
    log.appendAll([LogEntry(event, topics: topics)])
    let source = MemorySource(log, group: topics.receipts, topic: topics.receipts)
    var flow = ReceiptFlow(
      ports: ports(source), store: store, truth: truth, policy: BatchPolicy(most: 9, milliseconds: 0))
    try await flow.workOff(source)
  }
}

/// A database beside which something happens once, right after counters were read.
private final class Interrupted: CounterTruth {
  let store: MemoryStore
  let then: @Sendable () async throws -> Void
  let isDone = Mutex(false)

  init(store: MemoryStore, then: @escaping @Sendable () async throws -> Void) {
    self.store = store
    self.then = then
  }

  func users() async throws -> [UserID] { try await store.users() }

  func users(after user: UserID?, most: Int) async throws -> [UserID] {
    try await store.users(after: user, most: most)
  }

  func counters(of users: [UserID]) async throws -> [UserChannel: Unread] {
    try await store.counters(of: users)
  }

  func counters(at keys: [UserChannel]) async throws -> [UserChannel: Unread] {
    let found = try await store.counters(at: keys)
    let isFirst = isDone.withLock { isDone in
      defer { isDone = true }
      return !isDone
    }
    if isFirst { try await then() }
    return found
  }
}
