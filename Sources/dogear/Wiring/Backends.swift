import Assets
import ChatModel
import Kafka
import Lanes
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

  /// Connections to PostgreSQL for statements that no port has, which may take as long as they like.
  func pool(name: String, connections: Int) -> PostgresPool {
    var options = PostgresStore.options
    (options.statementTimeout, options.answerTimeout) = (nil, nil)
    return PostgresPool(endpoints.databaseURL, name: name, size: connections, options: options)
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

  func events(group: String, topic: String) throws -> KafkaEventSource {
    try KafkaEventSource(kafka(), group: group, topic: topic)
  }

  func admin() throws -> KafkaAdmin {
    try KafkaAdmin(kafka())
  }

  func reader(from starts: [TopicPartition: KafkaStart]) throws -> KafkaReader {
    try KafkaReader(kafka(), from: starts)
  }

  /// How often it is looked whether there are more partitions: what goes to new ones waits for that.
  private static let metadataInterval: Duration = .seconds(10)

  private func kafka() -> KafkaConfiguration {
    let logger = logger
    let refresh = "\(Int(Self.metadataInterval.wholeMilliseconds))"
    return KafkaConfiguration(
      brokers: endpoints.kafkaBrokers, settings: ["topic.metadata.refresh.interval.ms": refresh]
    ) { line in
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

/// Leaves a consumer group at shutdown, after the flows that read it have finished: services end in reverse order.
///
/// All members leave at once: one after the other, each would first be given the partitions of the one before.
struct ConsumerService: Service {
  private let sources: [KafkaEventSource]

  init(_ sources: [KafkaEventSource]) {
    self.sources = sources
  }

  func run() async throws {
    try? await gracefulShutdown()
    await withDiscardingTaskGroup { group in
      for source in sources { group.addTask { await source.close() } }
    }
  }
}

/// Delivers what is queued at shutdown, after everything that produces has finished.
struct ProducerService: Service {
  private let producer: KafkaProducer

  init(_ producer: KafkaProducer) {
    self.producer = producer
  }

  func run() async throws {
    try? await gracefulShutdown()
    await producer.close()
  }
}
