import Assets
import ChatModel
import Kafka
import Postgres
import Redis
import Service
import Stack
import Stores

/// Makes the connections to one system, each when it is asked for.
struct Backends: Sendable {
  let endpoints: StackEndpoints
  let topics = Topics()
  private let redis: RedisEndpoint
  private let logger: Logger

  init(_ endpoints: StackEndpoints) throws {
    self.endpoints = endpoints
    redis = try RedisEndpoint(url: endpoints.redisURL)
    logger = Logger(label: "kafka")
  }

  /// PostgreSQL.
  /// - Parameter connections: As many as statements are worth running at once.
  func store(name: String, connections: Int) -> PostgresStore {
    PostgresStore(endpoints.databaseURL, name: name, connections: connections)
  }

  /// Connections to PostgreSQL for statements that no port has.
  func pool(name: String, connections: Int) -> PostgresPool {
    PostgresPool(endpoints.databaseURL, name: name, size: connections, options: PostgresStore.options)
  }

  func redisConnection(name: String) -> RedisConnection {
    RedisConnection(redis, name: name)
  }

  /// The counters.
  /// - Parameter loading: Whether this program loads the functions; clients wait for a server to do it.
  func counters(name: String, loading: Bool) -> RedisCounters {
    RedisCounters(redisConnection(name: name), library: loading ? Assets.functions : nil)
  }

  func notices(name: String) -> RedisNoticeSource {
    RedisNoticeSource(RedisSubscriber(redis, name: name))
  }

  func subscriber(name: String) -> RedisSubscriber {
    RedisSubscriber(redis, name: name)
  }

  func producer(
    deliveryTimeout: Duration = .seconds(30), onHealth: @escaping @Sendable (KafkaHealth) -> Void = { _ in }
  ) throws -> KafkaProducer {
    try KafkaProducer(kafka(), deliveryTimeout: deliveryTimeout, onHealth: onHealth)
  }

  func consumer(group: String, topic: String) throws -> KafkaConsumer {
    // A member that dies is replaced after its session's timeout, and no broker allows less than this.
    try KafkaConsumer(kafka(["session.timeout.ms": "6000"]), group: group, topics: [topic])
  }

  func admin() throws -> KafkaAdmin {
    try KafkaAdmin(kafka())
  }

  func reader(from starts: [TopicPartition: KafkaStart]) throws -> KafkaReader {
    try KafkaReader(kafka(), from: starts)
  }

  private func kafka(_ settings: [String: String] = [:]) -> KafkaConfiguration {
    let logger = logger
    return KafkaConfiguration(brokers: endpoints.kafkaBrokers, settings: settings) { line in
      // Outages show in what fails because of them; librdkafka repeats them for every broker and every retry.
      logger.debug("\(line.text)", metadata: ["facility": "\(line.facility)"])
    }
  }

  /// How far the server's groups have come on both topics.
  func progress(_ admin: KafkaAdmin) -> (messages: KafkaProgress, receipts: KafkaProgress) {
    (
      KafkaProgress(admin, group: Groups.messages, topic: topics.messages),
      KafkaProgress(admin, group: Groups.receipts, topic: topics.receipts)
    )
  }
}
