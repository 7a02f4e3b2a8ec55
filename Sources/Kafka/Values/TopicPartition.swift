/// One partition of one topic.
public struct TopicPartition: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The topic's name.
  public let topic: String
  /// The partition's number, from 0.
  public let partition: Int32

  /// Names a partition.
  public init(topic: String, partition: Int32) {
    self.topic = topic
    self.partition = partition
  }

  /// Orders by topic, then by partition.
  public static func < (left: TopicPartition, right: TopicPartition) -> Bool {
    (left.topic, left.partition) < (right.topic, right.partition)
  }

  /// The usual notation, such as `receipts[3]`.
  public var description: String { "\(topic)[\(partition)]" }
}
