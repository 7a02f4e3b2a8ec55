/// A consumed message and where it stands in the log.
public struct KafkaRecord: Sendable, Equatable {
  /// The topic it was read from.
  public var topic: String
  /// The partition it was read from.
  public var partition: Int32
  /// Its place in the partition; the next offset to commit is one more.
  public var offset: Int64
  /// The key, if it has one.
  public var key: [UInt8]?
  /// The content; `nil` for a tombstone.
  public var value: [UInt8]?
  /// What travelled beside key and value.
  public var headers: [KafkaHeader]
  /// When it was created or appended (as the topic is configured), in milliseconds since 1970; `nil` if
  /// unknown.
  public var timestampMilliseconds: Int64?

  /// Creates a record, for tests of code that consumes records.
  public init(
    topic: String, partition: Int32, offset: Int64, key: [UInt8]? = nil, value: [UInt8]?,
    headers: [KafkaHeader] = [], timestampMilliseconds: Int64? = nil
  ) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.key = key
    self.value = value
    self.headers = headers
    self.timestampMilliseconds = timestampMilliseconds
  }

  /// The topic and partition it was read from.
  public var topicPartition: TopicPartition { TopicPartition(topic: topic, partition: partition) }
}
