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

/// A named value that travels with a record beside its key and value.
public struct KafkaHeader: Sendable, Hashable {
  /// The name; a record may carry several headers of one name.
  public var name: String
  /// The bytes; Kafka gives them no meaning.
  public var value: [UInt8]

  /// Creates a header.
  public init(name: String, value: [UInt8]) {
    self.name = name
    self.value = value
  }

  /// Creates a header whose value is text in UTF-8.
  public init(_ name: String, _ text: String) {
    self.init(name: name, value: Array(text.utf8))
  }
}

/// A message to produce.
public struct KafkaMessage: Sendable, Equatable {
  /// The topic to append to.
  public var topic: String
  /// Messages of one key go to one partition and keep their order; `nil` spreads them.
  public var key: [UInt8]?
  /// The content; `nil` is a tombstone, which deletes the key in a compacted topic.
  public var value: [UInt8]?
  /// What travels beside key and value.
  public var headers: [KafkaHeader]
  /// The partition, when the key shall not decide it.
  ///
  /// The key decides by CRC-32, librdkafka's and kcat's default; Java's clients hash differently, so a key's
  /// partition differs between them unless `partitioner=murmur2_random` is set here.
  public var partition: Int32?
  /// When it happened, in milliseconds since 1970; `nil` means now.
  public var timestampMilliseconds: Int64?

  /// Creates a message.
  public init(
    topic: String, key: [UInt8]? = nil, value: [UInt8]?, headers: [KafkaHeader] = [], partition: Int32? = nil,
    timestampMilliseconds: Int64? = nil
  ) {
    self.topic = topic
    self.key = key
    self.value = value
    self.headers = headers
    self.partition = partition
    self.timestampMilliseconds = timestampMilliseconds
  }
}

/// Where an acknowledged message stands in the log.
public struct KafkaDelivery: Sendable, Equatable {
  /// The partition it was appended to.
  public let partition: Int32
  /// Its offset there.
  public let offset: Int64

  /// Creates a delivery.
  public init(partition: Int32, offset: Int64) {
    self.partition = partition
    self.offset = offset
  }
}
