/// One partition of a topic.
public struct LogPartition: Hashable, Sendable, CustomStringConvertible {
  /// The topic's name.
  public let topic: String
  /// The partition's number, from 0.
  public let partition: Int32

  /// Creates a key.
  public init(topic: String, partition: Int32) {
    self.topic = topic
    self.partition = partition
  }

  /// `dogear.receipts/3`.
  public var description: String { "\(topic)/\(partition)" }
}

/// A record as it was read from the log.
public struct LogRecord: Hashable, Sendable {
  /// Where it stands.
  public let partition: LogPartition
  /// Its number in the partition, from 0.
  public let offset: Int64
  /// The key, which chose the partition.
  public let key: [UInt8]?
  /// The bytes; `nil` is a tombstone.
  public let value: [UInt8]?
  /// When it was produced.
  public let timestamp: Timestamp

  /// Creates a record.
  public init(partition: LogPartition, offset: Int64, key: [UInt8]?, value: [UInt8]?, timestamp: Timestamp) {
    self.partition = partition
    self.offset = offset
    self.key = key
    self.value = value
    self.timestamp = timestamp
  }
}

/// A record to be appended to the log.
public struct LogEntry: Hashable, Sendable {
  /// The topic's name.
  public let topic: String
  /// Records of one key keep their order.
  public let key: [UInt8]?
  /// The bytes.
  public let value: [UInt8]?
  /// Names and values beside the payload.
  public let headers: [String: String]
  /// The time to stamp the record with; `nil` means when it is appended.
  public var timestamp: Timestamp?

  /// Creates an entry.
  public init(
    topic: String, key: [UInt8]?, value: [UInt8]?, headers: [String: String] = [:], timestamp: Timestamp? = nil
  ) {
    self.timestamp = timestamp
    self.topic = topic
    self.key = key
    self.value = value
    self.headers = headers
  }

  /// A message on its way to the server.
  public init(_ event: MessageEvent, topics: Topics) {
    self.init(topic: topics.messages, key: Array(event.channel.rawValue.utf8), value: event.json)
  }

  /// A receipt on its way to the server.
  public init(_ event: ReceiptEvent, topics: Topics) {
    self.init(topic: topics.receipts, key: Array(event.key.user.rawValue.utf8), value: event.json)
  }
}
