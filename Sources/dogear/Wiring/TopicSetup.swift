import ChatModel
import Kafka

/// Creates the topics.
struct TopicSetup {
  /// Enough for a handful of servers to share.
  ///
  /// Of librdkafka's in-process broker each partition keeps 5 MB, so this also says how far its consumers may
  /// fall behind: 12 partitions hold some 500,000 receipts.
  static let partitions = 12

  /// Creates what is missing on a broker; asks for nothing if nothing is, as the in-process broker knows no such request.
  static func create(_ topics: Topics, on admin: KafkaAdmin) async throws {
    var missing: [KafkaTopic] = []
    for topic in all(topics) where try await admin.partitions(of: topic.name) == 0 { missing.append(topic) }
    if !missing.isEmpty { try await admin.createTopics(missing) }
  }

  /// Creates them on an in-process broker of our own.
  static func create(_ topics: Topics, on cluster: KafkaMockCluster) throws {
    for topic in all(topics) { try cluster.createTopic(topic.name, partitions: topic.partitions) }
  }

  private static func all(_ topics: Topics) -> [KafkaTopic] {
    [
      KafkaTopic(name: topics.messages, partitions: partitions),
      KafkaTopic(name: topics.receipts, partitions: partitions),
      KafkaTopic(name: topics.deadLetters, partitions: 1),
    ]
  }
}
