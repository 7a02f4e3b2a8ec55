import ChatModel
import Kafka
import Synchronization
import TestSupport
import Testing

/// Several clients that talk and read as fast as a busy evening, and remember what Kafka has acknowledged.
///
/// A client that gets no acknowledgement sends the same again, as a real one does.
final class Load: Sendable {
  private let system: System
  private let world: World
  private let round: Int
  private let state = Mutex(State())
  private let heads = Mutex<[ChannelID: Seq]>([:])

  private struct State {
    var messages: Set<String> = []
    var receipts = 0
    var read: [UserChannel: ReadState] = [:]
    var isOver = false
  }

  /// The messages that Kafka has acknowledged, as a number.
  var acknowledged: Int { state.withLock { $0.messages.count } }
  /// The receipts that Kafka has acknowledged.
  var receipts: Int { state.withLock { $0.receipts } }

  /// Lets the clients work while `body` runs, and then finish what they are sending.
  /// - Parameter receipts: How many each sends in a round, of which there are twenty a second at most.
  static func run(
    on system: System, _ world: World, clients: Int = 4, receipts: Int = 10,
    _ body: (Load) async throws -> Void
  ) async throws -> Load {
    let load = Load(system, world, receipts)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await load.watchHeads() }
      for client in 0..<clients {
        group.addTask { await load.talk(client, of: clients) }
      }
      try await body(load)
      load.state.withLock { $0.isOver = true }
      try await group.waitForAll()
    }
    return load
  }

  private init(_ system: System, _ world: World, _ round: Int) {
    self.round = round
    self.system = system
    self.world = world
  }

  private var goesOn: Bool { !Task.isCancelled && !state.withLock { $0.isOver } }

  /// Clients read only what they were shown, so receipts name stored messages.
  private func watchHeads() async {
    while goesOn {
      if let now = try? await system.store.heads() { heads.withLock { $0 = now } }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  private func talk(_ client: Int, of clients: Int) async {
    let mine = stride(from: client, to: world.users.count, by: clients).map { world.users[$0] }
    var random = SystemRandomNumberGenerator()
    var epochs: [UserChannel: Int64] = [:]
    var rounds = 0
    while goesOn {
      rounds += 1
      let messages = (0..<5).compactMap { message("\(client)-\(rounds)-\($0)", mine, &random) }
      let receipts = (0..<round).compactMap { _ in receipt(mine, &epochs, &random) }
      await send(messages, receipts)
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  private func message(
    _ id: String, _ mine: [UserID], _ random: inout SystemRandomNumberGenerator
  ) -> MessageEvent? {
    guard let author = mine.randomElement(using: &random),
      let other = world.users.randomElement(using: &random)
    else { return nil }
    let rooms = world.users.prefix(2).contains(author) ? world.allChannels : world.channels
    guard let channel = rooms.randomElement(using: &random) else { return nil }
    let body = ["Looking", "@\(other) look", "@channel look", "Good now"].randomElement(using: &random) ?? ""
    return try? MessageEvent(id: id, channel: channel, author: author, body: body)
  }

  /// Now and then somebody marks a message unread, which opens an epoch of its own.
  private func receipt(
    _ mine: [UserID], _ epochs: inout [UserChannel: Int64], _ random: inout SystemRandomNumberGenerator
  ) -> ReceiptEvent? {
    guard let user = mine.randomElement(using: &random),
      let channel = world.channels.randomElement(using: &random)
    else { return nil }
    let head = heads.withLock { $0[channel] ?? 0 }
    guard head > 0 else { return nil }
    let key = UserChannel(user, channel)
    let marks = Int.random(in: 0..<20, using: &random) == 0
    if marks { epochs[key, default: 0] += 1 }
    return try? ReceiptEvent(
      key, marks ? .unread : .read, seq: .random(in: 1...head, using: &random), epoch: epochs[key] ?? 0)
  }

  private func send(_ messages: [MessageEvent], _ receipts: [ReceiptEvent]) async {
    let entries =
      messages.map { LogEntry($0, topics: system.topics) }
      + receipts.map { LogEntry($0, topics: system.topics) }
    let records = entries.map { KafkaMessage(topic: $0.topic, key: $0.key, value: $0.value) }
    while !Task.isCancelled {
      guard (try? await system.producer.send(records)) != nil else {
        try? await Task.sleep(for: .milliseconds(200))
        continue
      }
      state.withLock { state in
        state.messages.formUnion(messages.map(\.id))
        state.receipts += receipts.count
        for receipt in receipts { state.read[receipt.key, default: ReadState()].join(receipt.delta) }
      }
      return
    }
  }
}

extension Load {
  /// Waits until so many more messages are stored.
  func expectStored(_ more: Int64, within limit: Duration = .seconds(180)) async throws {
    let system = system
    let before = try await eventually("the database answers", within: limit) {
      try await system.storedMessages()
    }
    try await eventually("\(more) more messages are stored", within: limit) {
      try await system.storedMessages() >= before + more
    }
  }

  /// Waits until so many more messages are stored in every channel, whichever server had its partition.
  func expectStoredEverywhere(_ more: Int64, within limit: Duration = .seconds(180)) async throws {
    let before = try await system.store.heads()
    try await eventually("\(more) more messages are stored in every channel", within: limit) {
      let now = try await system.store.heads()
      return world.channels.allSatisfy { now[$0, default: 0] >= before[$0, default: 0] + more }
    }
  }

  /// Waits until Kafka has taken so many more messages.
  func expectAcknowledged(_ more: Int, within limit: Duration = .seconds(180)) async throws {
    let before = acknowledged
    try await eventually("\(more) more messages are acknowledged", within: limit) {
      acknowledged >= before + more
    }
  }

  /// Expects that what Kafka acknowledged is stored, once and without gaps, that nothing was buried, and that every count
  /// is right.
  func expectEverythingCounted(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    try await system.expectNoDifference(in: world, sourceLocation: sourceLocation)
    let (messages, read) = state.withLock { ($0.messages, $0.read) }
    let stored = Set(try await system.pool.query("SELECT client_id FROM messages").map { try $0.text(0) })
    #expect(messages.subtracting(stored).isEmpty, "acknowledged, not stored", sourceLocation: sourceLocation)
    let gaps = try await system.pool.query(
      """
      SELECT c.id FROM channels c LEFT JOIN messages m ON m.channel_id = c.id GROUP BY c.id
      HAVING count(m.seq) <> c.head OR coalesce(max(m.seq), 0) <> c.head OR count(DISTINCT m.client_id) <> c.head
      """)
    #expect(gaps.isEmpty, "channels with gaps or repeats", sourceLocation: sourceLocation)
    let truth = try await system.store.counters(of: world.users)
    let lost = read.filter { key, state in
      guard let found = truth[key]?.read else { return true }
      return found.joined(state) != found
    }
    #expect(lost.isEmpty, "receipts acknowledged, not stored", sourceLocation: sourceLocation)
    let dead = try await system.deadLetters()
    #expect(dead.isEmpty, "events were buried", sourceLocation: sourceLocation)
  }
}
