import ChatModel
import Kafka

/// Creates the topics.
struct TopicSetup {
  /// Enough for a handful of servers to share.
  ///
  /// Of librdkafka's in-process broker each partition keeps 5 MB, so this also says how far its consumers may
  /// fall behind: 12 partitions hold some 500,000 receipts.
  static let partitions = 12

  /// Far more than servers can share; a broker that is asked for a million by mistake is busy for an hour.
  static let mostPartitions = 1_000

  /// On how many brokers each partition is kept, if there are as many.
  ///
  /// One of three may then be lost with its disk: an acknowledged event is on two at least, since with three brokers
  /// `min.insync.replicas` is 2 and producers wait for all that are in sync.
  private static let replicas = 3

  /// Creates what is missing; asks for nothing if nothing is, as the in-process broker knows no such request.
  /// - Parameter partitions: How many a topic of events has.
  /// - Throws: `KafkaError`.
  static func create(_ backends: Backends, partitions: Int = partitions) async throws {
    let admin = try backends.admin()
    do {
      try await create(all(backends.topics, partitions), on: admin)
    } catch {
      await admin.close()
      throw error
    }
    await admin.close()
  }

  private static func create(_ topics: [KafkaTopic], on admin: KafkaAdmin) async throws {
    var missing: [KafkaTopic] = []
    for topic in topics where try await admin.partitions(of: topic.name) == 0 { missing.append(topic) }
    guard !missing.isEmpty else { return }
    let brokers = try await admin.brokers().brokers.count
    try await admin.createTopics(missing.map { kept($0, on: brokers) })
  }

  /// The topic as it is created among so many brokers.
  private static func kept(_ topic: KafkaTopic, on brokers: Int) -> KafkaTopic {
    var topic = topic
    topic.replication = min(replicas, max(1, brokers))
    if topic.replication == replicas { topic.settings["min.insync.replicas"] = "2" }
    return topic
  }

  /// Creates them on an in-process broker of our own.
  static func create(_ topics: Topics, on cluster: KafkaMockCluster) throws {
    for topic in all(topics, partitions) { try cluster.createTopic(topic.name, partitions: topic.partitions) }
  }

  private static func all(_ topics: Topics, _ partitions: Int) -> [KafkaTopic] {
    [
      KafkaTopic(name: topics.messages, partitions: partitions),
      KafkaTopic(name: topics.receipts, partitions: partitions),
      KafkaTopic(name: topics.deadLetters, partitions: 1),
    ]
  }
}
