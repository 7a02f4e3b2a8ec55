import ChatModel
import Kafka

/// Creates the topics.
struct TopicSetup {
  /// Enough for a handful of servers to share.
  ///
  /// Of librdkafka's in-process broker each partition keeps 5 MB, so this also says how far its consumers may
  /// fall behind: 12 partitions hold some 500,000 receipts.
  static let partitions = 12

  /// Creates what is missing on a broker.
  static func create(_ topics: Topics, on admin: KafkaAdmin) async throws {
    try await admin.createTopics([
      KafkaTopic(name: topics.messages, partitions: partitions),
      KafkaTopic(name: topics.receipts, partitions: partitions),
      KafkaTopic(name: topics.deadLetters, partitions: 1),
    ])
  }

  /// Creates them on an in-process broker, which knows no admin requests.
  static func create(_ topics: Topics, on cluster: KafkaMockCluster) throws {
    try cluster.createTopic(topics.messages, partitions: partitions)
    try cluster.createTopic(topics.receipts, partitions: partitions)
    try cluster.createTopic(topics.deadLetters, partitions: 1)
  }
}
