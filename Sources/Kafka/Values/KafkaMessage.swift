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
