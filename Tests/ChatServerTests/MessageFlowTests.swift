import ChatModel
import ChatServer
import Doubles
import Testing

/// What the flow of messages makes of what is in the log.
@Suite struct MessageFlowTests {
  private let clock = ManualClock()
  private let store = MemoryStore()
  private let counters = MemoryCounters()
  private let notices = MemoryNotices()
  private let room = ChannelID(stored: "room")
  private let alice = UserID(stored: "alice")

  private func run(_ entries: [LogEntry]) async throws {
    try await store.add(
      users: [alice], channels: [NewChannel(id: room, topic: "")], memberships: [UserChannel(alice, room)])
    try await counters.build()
    let log = MemoryLog(clock: clock)
    log.appendAll(entries)
    let topics = Topics()
    let source = MemorySource(log, group: topics.messages, topic: topics.messages)
    var flow = MessageFlow(
      ports: FlowPorts(
        source: source, counters: counters, notices: notices, sink: log, clock: clock, topics: topics),
      store: store, truth: store)
    try await flow.workOff(source)
  }

  @Test(
    "A message from a clock that is ahead is not said later than now, one from the past is left where it was")
  func clocks() async throws {
    let now = clock.now()
    let entries = try [86_400_000, -86_400_000].enumerated().map { index, skew in
      var entry = LogEntry(
        try MessageEvent(id: "m\(index)", channel: room, author: alice, body: "hello"), topics: Topics())
      entry.timestamp = Timestamp(milliseconds: now.milliseconds + Int64(skew))
      return entry
    }
    try await run(entries)
    #expect(
      store.allMessages(in: room).map(\.sentAt.milliseconds)
        == [now.milliseconds, max(0, now.milliseconds - 86_400_000)])
  }

  @Test("The author of what is rejected is told why, and of a change that it is made; nobody else is")
  func settled() async throws {
    let bob = UserID(stored: "bob")
    try await run([
      LogEntry(try MessageEvent(id: "no", channel: room, author: bob, body: "hello"), topics: Topics()),
      LogEntry(try MessageEvent(id: "yes", channel: room, author: alice, .setTopic("new")), topics: Topics()),
      LogEntry(try MessageEvent(id: "said", channel: room, author: alice, body: "hello"), topics: Topics()),
    ])
    let settled = notices.all.compactMap { notice -> String? in
      guard case .settled(let user, let id, let rejection) = notice else { return nil }
      return "\(user) \(id): \(rejection ?? "done")"
    }
    #expect(settled == ["bob no: there is no user \"bob\"", "alice yes: done"])
  }
}
