import Kafka

/// On how many brokers the topics are kept: what is worth telling whoever runs them.
public struct TopicReplication: Sendable, Equatable {
  /// The partitions of each topic.
  public let topics: [String: [KafkaReplicas]]
  /// How many brokers the cluster has now.
  public let brokers: Int

  /// Creates a description.
  public init(topics: [String: [KafkaReplicas]], brokers: Int) {
    self.topics = topics
    self.brokers = brokers
  }

  /// What should be different, and how to bring that about; nil if all is well.
  ///
  /// One broker alone is no weakness: there is nowhere else.
  public var weakness: String? {
    let weak = topics.filter { $0.value.contains { $0.assigned == 1 } }.keys.sorted()
    if brokers > 1, !weak.isEmpty {
      return """
        each partition of \(weak.joined(separator: ", ")) is on one of \(brokers) brokers only, and lost with it; \
        raise their replication with kafka-reassign-partitions.sh
        """
    }
    let behind = topics.values.joined().count { $0.inSync < $0.assigned }
    return behind > 0
      ? "\(behind) partitions are not on all their brokers: see which of those are away" : nil
  }
}
