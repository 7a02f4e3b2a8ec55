import Assets
import ChatModel
import ChatServer
import Kafka
import Service
import Stores

/// Assembles the services of a server from its roles.
///
/// Every server also rebuilds lost counters and samples, whatever its roles: whoever writes counters must not have to wait
/// for another process that may not run.
struct ServerWiring {
  let backends: Backends
  let roles: Set<Role>
  let name: String
  let interval: Duration
  /// What all flows of the server know of.
  private let restorations = Restorations()
  private let logger = Logger(label: "server")

  init(
    _ backends: Backends, roles: Set<Role> = Set(Role.allCases), name: String,
    interval: Duration = .seconds(1)
  ) {
    self.backends = backends
    self.roles = roles
    self.name = name
    self.interval = interval
  }

  /// How many flows that consume receipts, and how many that rebuild, a server has: while one waits for the database,
  /// another computes.
  private static let parallelFlows = 2

  /// The services in the order in which they start; the tables are brought up to date first.
  /// - Throws: `NewerDatabase`, or what PostgreSQL says. Redis and Kafka need not be there yet.
  func services() async throws -> [any Service] {
    let store = backends.store(name: "dogear-server", connections: 6)
    try await store.migrate(Assets.schema)
    let progress = backends.progress(try backends.admin())
    var services: [any Service] = (0..<Self.parallelFlows).map { rebuilding(store, $0) }
    services.append(sampling(store, [progress.messages, progress.receipts]))
    services.append(aging(store))
    if roles.contains(.sync) { services.append(syncing(store)) }
    if roles.contains(.messages) || roles.contains(.receipts) {
      let producer = try backends.producer()
      services.append(ProducerService(producer))
      if roles.contains(.messages) { services += try messages(store, producer) }
      if roles.contains(.receipts) { services += try receipts(store, producer, progress) }
    }
    return services
  }

  private func rebuilding(_ store: PostgresStore, _ number: Int) -> any Service {
    let counters = backends.counters(name: "dogear-rebuild", loading: true)
    let flow = RebuildFlow(
      counters: counters, truth: store, notices: publisher("dogear-rebuild-notices"),
      pace: RebuildFlow.Pace(interval: .milliseconds(250)), token: "\(name)/\(number)")
    return FlowService(flow, logger: logger)
  }

  private func aging(_ store: PostgresStore) -> any Service {
    let logger = logger
    let flow = AgeFlow(
      database: store, counters: backends.counters(name: "dogear-age", loading: true),
      restorations: restorations, clock: SystemClock()
    ) { remembered, found in
      logger.error(
        "age: the database has gone back, as after a restore; all counters are built anew from what it is now",
        metadata: ["remembered": "\(remembered)", "found": "\(found)"])
    }
    return FlowService(flow, logger: logger)
  }

  private func sampling(_ store: PostgresStore, _ logs: [any LogProgress]) -> any Service {
    let logger = logger
    let flow = SampleFlow(
      truth: store, counters: backends.counters(name: "dogear-sample", loading: true), snapshots: store,
      logs: logs, notices: publisher("dogear-sample-notices"), after: Self.anybody()
    ) { Self.log($0, logger) }
    return FlowService(flow, logger: logger)
  }

  private static func log(_ wrong: WrongCounts, _ logger: Logger) {
    for count in wrong.explained {
      let difference = count.difference
      logger.error(
        "sample: a count was wrong, and is brought anew from the database",
        metadata: [
          "user": "\(difference.key.user)", "channel": "\(difference.key.channel)",
          "place": "\(difference.place.rawValue)", "expected": "\(difference.expected)",
          "found": difference.found.map { "\($0)" } ?? "nothing",
          "counter": count.counter.map { "\($0)" } ?? "nothing",
          "database": count.database.map { "\($0)" } ?? "nothing",
        ])
    }
    if wrong.others > 0 { logger.error("sample: as many more", metadata: ["count": "\(wrong.others)"]) }
  }

  /// A place among the users where a server begins to sample: not the same for all.
  private static func anybody() -> UserID {
    UserID(stored: String("abcdefghijklmnopqrstuvwxyz".randomElement() ?? "a"))
  }

  private func syncing(_ store: PostgresStore) -> any Service {
    let counters = backends.counters(name: "dogear-sync", loading: true)
    let flow = SyncFlow(
      counters: counters, store: store, clock: SystemClock(), pace: SyncFlow.Pace(interval: interval),
      restorations: restorations, owner: name)
    return FlowService(flow, logger: logger)
  }

  private func messages(_ store: PostgresStore, _ producer: KafkaProducer) throws -> [any Service] {
    let source = try backends.events(group: Groups.messages, topic: backends.topics.messages)
    let flow = MessageFlow(
      ports: ports(source, producer, "dogear-messages"), store: store, truth: store,
      restorations: restorations)
    return [ConsumerService([source]), FlowService(flow, logger: logger)]
  }

  private func receipts(
    _ store: PostgresStore, _ producer: KafkaProducer,
    _ progress: (messages: KafkaProgress, receipts: KafkaProgress)
  ) throws -> [any Service] {
    let sources = try (0..<Self.parallelFlows).map { _ in
      try backends.events(group: Groups.receipts, topic: backends.topics.receipts)
    }
    let flows = sources.map { source in
      let flow = ReceiptFlow(
        ports: ports(source, producer, "dogear-receipts"), store: store, truth: store,
        restorations: restorations)
      return FlowService(flow, logger: logger) as any Service
    }
    let reporter = LagReporter(
      progress: progress.receipts, others: [progress.messages], notices: publisher("dogear-lag"),
      clock: SystemClock(), restorations: restorations, logger: logger)
    return [ConsumerService(sources)] + flows + [reporter]
  }

  private func ports(_ source: KafkaEventSource, _ producer: KafkaProducer, _ name: String) -> FlowPorts {
    FlowPorts(
      source: source, counters: backends.counters(name: name, loading: true),
      notices: publisher("\(name)-notices"), sink: KafkaEventSink(producer), clock: SystemClock(),
      topics: backends.topics)
  }

  private func publisher(_ name: String) -> RedisNoticePublisher {
    RedisNoticePublisher(backends.redisConnection(name: name))
  }
}
