import ChatModel
import Kafka

/// How far a consumer group has come, asked from the broker.
public struct KafkaProgress: LogProgress {
  private let admin: KafkaAdmin
  private let group: String
  private let topic: String

  /// Creates a probe of one group on one topic.
  public init(_ admin: KafkaAdmin, group: String, topic: String) {
    self.admin = admin
    self.group = group
    self.topic = topic
  }

  /// For every partition, where the log begins and ends and what the group has committed.
  public func progress() async throws -> [LogPartition: PartitionProgress] {
    let partitions = (0..<Int32(try await admin.partitions(of: topic)))
      .map { TopicPartition(topic: topic, partition: $0) }
    let committed = try await admin.committedOffsets(group: group, partitions: partitions)
    var progress: [LogPartition: PartitionProgress] = [:]
    for (partition, marks) in try await admin.watermarks(of: partitions) {
      progress[LogPartition(topic: topic, partition: partition.partition)] = PartitionProgress(
        of: marks, committed: committed[partition])
    }
    return progress
  }
}

extension PartitionProgress {
  /// The progress in a partition with these bounds.
  ///
  /// Who has committed nothing has everything before them, unless there is nothing any more: after a long stop the broker
  /// has forgotten the records, and the offsets too.
  init(of marks: KafkaWatermarks, committed: Int64?) {
    let isEmpty = marks.low == marks.high
    self.init(start: marks.low, end: marks.high, committed: committed ?? (isEmpty ? marks.high : 0))
  }
}
