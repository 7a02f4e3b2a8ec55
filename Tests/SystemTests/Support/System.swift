import Assets
import ChatModel
import Foundation
import Kafka
import Postgres
import Redis
import Stack
import Stores
import Synchronization
import TestSupport
import Testing

/// A whole system for one test: Redis, PostgreSQL and Kafka of its own, and `dogear` as child processes.
///
/// The services belong to this process, so that a server can be killed without them, and they without a server.
final class System: Sendable {
  let folder: TemporaryFolder
  let stack: Stack
  let endpoints: StackEndpoints
  let topics = Topics()
  let producer: KafkaProducer
  let admin: KafkaAdmin
  let pool: PostgresPool
  let store: PostgresStore
  let redis: RedisConnection
  private let cluster: KafkaMockCluster?
  private let servers = Mutex<[Program]>([])
  private let screens = Mutex<[Screen]>([])

  static let partitions = 12

  /// Runs a test on a system, and leaves nothing behind, whatever happens.
  /// - Parameter brokers: Starts brokers of the test's own, on which the servers create the topics.
  static func run(
    _ broker: Broker, on brokers: (() async throws -> String)? = nil, topicSettings: [String: String] = [:],
    _ body: (System) async throws -> Void
  ) async throws {
    try broker.require()
    await Turns.shared.take()
    do {
      let system = try await System(broker, on: try await brokers?(), topicSettings: topicSettings)
      do {
        try await body(system)
      } catch {
        Issue.record(
          "\(await system.waiting)\nthe servers' logs end with\n\(system.lastLines)\n\(await system.shown)")
        await system.close()
        throw error
      }
      await system.close()
    } catch {
      await Turns.shared.give()
      throw error
    }
    await Turns.shared.give()
  }

  private init(_ broker: Broker, on brokers: String?, topicSettings: [String: String]) async throws {
    folder = try TemporaryFolder()
    var plan: StackPlan
    if let brokers {
      plan = StackPlan(kafka: .external(brokers: brokers))
      cluster = nil
    } else if broker == .apache, let home = Broker.home {
      plan = StackPlan(kafka: .apache(home: home))
      cluster = nil
    } else {
      let cluster = try KafkaMockCluster()
      plan = StackPlan(kafka: .inProcess { cluster.bootstrapServers })
      self.cluster = cluster
    }
    plan.fsync = false
    plan.environment = folder.environment
    stack = try await Stack.start(plan)
    endpoints = await stack.endpoints
    // Room for a body of 10 MB, where the broker takes it.
    let kafka = KafkaConfiguration(
      brokers: endpoints.kafkaBrokers, settings: ["message.max.bytes": "20000000", "linger.ms": "1"])
    producer = try KafkaProducer(kafka, deliveryTimeout: .seconds(120))
    admin = try KafkaAdmin(kafka)
    pool = PostgresPool(endpoints.databaseURL, name: "test", size: 3)
    store = PostgresStore(pool)
    redis = RedisConnection(try RedisEndpoint(url: endpoints.redisURL), name: "test")
    if brokers == nil { try await createTopics(topicSettings) }
    try await store.migrate(Assets.schema)
  }

  private func createTopics(_ settings: [String: String]) async throws {
    for (name, count) in [
      (topics.messages, Self.partitions), (topics.receipts, Self.partitions),
      // More than are needed: letters go to one all the same.
      (topics.deadLetters, 3),
    ] {
      if let cluster {
        try cluster.createTopic(name, partitions: count)
      } else {
        try await admin.createTopics([KafkaTopic(name: name, partitions: count, settings: settings)])
      }
    }
  }

  private func close() async {
    for server in servers.withLock({ $0 }) { await server.kill9() }
    await producer.close(timeout: .zero)
    await admin.close()
    await pool.close()
    await redis.close()
    await stack.stop()
    cluster?.close()
  }

  /// Starts a server, without waiting for anything.
  func serve(_ more: String...) async throws -> Program {
    let number = servers.withLock { $0.count } + 1
    let options = ["--log-level", "debug", "--log-file", log(number)] + more
    let server = try await Program.start([Program.dogear, "serve"] + options, environment: environment)
    servers.withLock { $0.append(server) }
    return server
  }

  /// Opens the client of a user on a terminal.
  func screen(of user: UserID, _ options: String...) async throws -> Screen {
    let screen = try await Screen(environment, user: user, options: options)
    screens.withLock { $0.append(screen) }
    return screen
  }

  /// What the clients' screens show, for a failure's report.
  private var shown: String {
    get async {
      var texts: [String] = []
      for screen in screens.withLock({ $0 }) {
        texts.append("— the screen of \(screen.user)\n\((try? await screen.text()) ?? "")")
      }
      return texts.joined(separator: "\n")
    }
  }

  /// Freezes a service while `body` runs, so that connections stay open and nothing answers.
  func withFrozen(_ part: StackPart, _ body: () async throws -> Void) async throws {
    try await stack.pause(part)
    do {
      try await body()
    } catch {
      try await stack.resume(part)
      throw error
    }
    try await stack.resume(part)
  }

  /// Where the n-th server logs.
  func log(_ number: Int) -> String { "\(folder.path)/server-\(number).log" }

  /// What the n-th server has logged so far.
  func logged(by number: Int) -> String {
    FileManager.default.contents(atPath: log(number)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The numbers of the servers that were started.
  var serverNumbers: [Int] { servers.withLock { Array($0.indices) }.map { $0 + 1 } }

  /// The ends of the servers' logs, for a failure's report.
  var lastLines: String {
    serverNumbers.map { number in
      "— server \(number)\n" + logged(by: number).split(separator: "\n").suffix(25).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// The folder's environment with this system's endpoints.
  var environment: [String: String] {
    folder.environment.merging([
      "REDIS_URL": endpoints.redisURL, "DATABASE_URL": endpoints.databaseURL,
      "KAFKA_BROKERS": endpoints.kafkaBrokers,
    ]) { $1 }
  }

  /// Runs a `dogear` command to its end.
  func dogear(_ words: String..., within limit: Duration = .seconds(90)) async throws -> Outcome {
    let program = try await Program.start([Program.dogear] + words, environment: environment)
    let end = try await program.ended(within: limit)
    return Outcome(end: end, output: program.output, errors: program.errors)
  }
}

/// What a command that has ended has left.
struct Outcome {
  let end: Program.End
  let output: String
  let errors: String
}
