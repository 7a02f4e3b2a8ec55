import Kafka
import TestSupport

/// The brokers that a test can run against.
enum BrokerKind: String, CaseIterable, Sendable {
  case inProcess, real

  /// The real one only where `KAFKA_HOME` is set.
  static var available: [BrokerKind] { RealKafka.home == nil ? [.inProcess] : allCases }
}

/// Brokers with which a test can do the same whichever they are.
struct TestCluster: Sendable {
  let configuration: KafkaConfiguration
  private let mock: KafkaMockCluster?

  init(configuration: KafkaConfiguration, mock: KafkaMockCluster? = nil) {
    self.configuration = configuration
    self.mock = mock
  }

  /// Creates a topic with a name of its own.
  func topic(partitions: Int = 1) async throws -> String {
    let name = uniqueName("topic")
    if let mock {
      try mock.createTopic(name, partitions: partitions)
      return name
    }
    let admin = try KafkaAdmin(configuration)
    try await admin.createTopics([KafkaTopic(name: name, partitions: partitions)], timeout: .seconds(60))
    try await eventually("topic is known") { try await admin.partitions(of: name) == partitions }
    await admin.close()
    return name
  }

  /// Sends messages and returns when the brokers have them.
  func send(_ messages: [KafkaMessage]) async throws {
    let producer = try KafkaProducer(configuration)
    try await producer.send(messages)
    await producer.close()
  }

  /// Runs a test on brokers of the given kind.
  static func with(_ kind: BrokerKind, _ test: (TestCluster) async throws -> Void) async throws {
    switch kind {
    case .inProcess:
      let mock = try KafkaMockCluster()
      defer { mock.close() }
      try await test(
        TestCluster(configuration: KafkaConfiguration(brokers: mock.bootstrapServers), mock: mock))
    case .real:
      let kafka = try await RealKafka.shared.value
      try await test(TestCluster(configuration: kafka.configuration))
    }
  }
}
