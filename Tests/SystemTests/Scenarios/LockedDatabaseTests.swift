import Assets
import ChatModel
import ChatServer
import Foundation
import Kafka
import Postgres
import Redis
import Service
import Stores
import TestSupport
import Testing

/// Somebody holds a lock in the database for longer than Kafka waits for a consumer that does not poll.
@Suite("A database that is locked for long", .timeLimit(.minutes(20)))
struct LockedDatabaseTests {
  /// Everything as in a server, and the times a twentieth or less.
  private static let statementTimeout: Duration = .seconds(1)
  private static let pollInterval: Duration = .seconds(6)
  private static let lock: Duration = .seconds(14)

  private struct Now: WallClock {
    func now() -> Timestamp { Timestamp(milliseconds: Int64(WallTime.now().milliseconds)) }
  }

  @Test(
    "no statement waits for the whole of it, and when it is over everything is caught up",
    arguments: Broker.allCases)
  func locked(broker: Broker) async throws {
    try await System.run(broker) { system in
      let world = try await system.addWorld(users: 20, channels: 2)
      _ = try await system.serve("--role", "messages", "--role", "sync")
      for number in 0..<20 {
        try await system.say("\(number)", by: world.users[0], in: world.channels[0], id: "\(number)")
      }
      try await eventually("all are stored") { try await system.storedMessages() == 20 }
      let pool = impatientPool(system)
      let flow = try receiptFlow(system, pool)
      let group = ServiceGroup(
        services: [ServiceConfiguration(service: FlowService(flow, logger: Logger(label: "test")))],
        logger: Logger(label: "test"))
      let running = Task { try await group.run() }
      try await read(1...1, by: world, in: system)
      try await eventually("receipts are worked off") { try await system.lag(system.topics.receipts) == 0 }

      let seconds = Int(Self.lock / .seconds(1))
      async let holding: Void = system.pool.execute(
        script:
          "BEGIN; LOCK TABLE read_positions IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(\(seconds)); COMMIT")
      try await eventually("the lock is held") {
        try await waiting(in: system, "wait_event = 'PgSleep'") == 1
      }
      try await read(2...20, by: world, in: system)
      var waits: Int64 = 0
      while try await waiting(in: system, "wait_event = 'PgSleep'") == 1 {
        let locked = "wait_event_type = 'Lock' AND application_name LIKE 'impatient%'"
        waits += try await waiting(in: system, locked)
        let tooLong = try await waiting(in: system, "\(locked) AND query_start < now() - interval '8 s'")
        #expect(tooLong == 0)
        try await Task.sleep(for: .milliseconds(100))
      }
      try await holding
      #expect(waits > 0, "it was looked at while statements waited")
      try await eventually("receipts are worked off", within: .seconds(90)) {
        try await system.lag(system.topics.receipts) == 0
      }
      for user in world.users {
        #expect(try await system.badge(UserChannel(user, world.channels[0])) == Badge())
      }
      group.triggerGracefulShutdown()
      try await running.value
      await pool.close()
    }
  }

  private func impatientPool(_ system: System) -> PostgresPool {
    var options = PostgresStore.options
    options.statementTimeout = Self.statementTimeout
    return PostgresPool(system.endpoints.databaseURL, name: "impatient", size: 1, options: options)
  }

  private func receiptFlow(_ system: System, _ pool: PostgresPool) throws -> ReceiptFlow {
    let interval = "\(Int(Self.pollInterval / .milliseconds(1)))"
    let kafka = KafkaConfiguration(
      brokers: system.endpoints.kafkaBrokers,
      settings: ["session.timeout.ms": interval, "max.poll.interval.ms": interval])
    let redis = try RedisEndpoint(url: system.endpoints.redisURL)
    let store = PostgresStore(pool)
    let ports = FlowPorts(
      source: try KafkaEventSource(kafka, group: system.topics.receipts, topic: system.topics.receipts),
      counters: RedisCounters(RedisConnection(redis, name: "impatient"), library: Assets.functions),
      notices: RedisNoticePublisher(RedisConnection(redis, name: "impatient-notices")),
      sink: KafkaEventSink(system.producer), clock: Now(), topics: system.topics)
    return ReceiptFlow(ports: ports, store: store, truth: store, patience: .milliseconds(500))
  }

  private func read(_ seqs: ClosedRange<Seq>, by world: World, in system: System) async throws {
    let receipts = try seqs.flatMap { seq in
      try world.users.map { try ReceiptEvent(UserChannel($0, world.channels[0]), .read, seq: seq, epoch: 0) }
    }
    try await KafkaEventSink(system.producer).append(receipts.map { LogEntry($0, topics: system.topics) })
  }

  /// How many statements wait for something.
  private func waiting(in system: System, _ condition: String) async throws -> Int64 {
    try await system.pool.query(
      "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND \(condition)", []
    ).first?.bigint(0) ?? 0
  }
}
