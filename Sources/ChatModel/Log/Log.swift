// The log: what clients and servers say to each other, in topics of partitions, kept until everybody has read it.
// Whatever is in it may be delivered again, so every event is safe to repeat.

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
  /// The partition, if the key shall not decide it.
  public let partition: Int32?
  /// The time to stamp the record with; `nil` means when it is appended.
  public var timestamp: Timestamp?

  /// Creates an entry.
  public init(
    topic: String, key: [UInt8]?, value: [UInt8]?, headers: [String: String] = [:],
    partition: Int32? = nil, timestamp: Timestamp? = nil
  ) {
    self.timestamp = timestamp
    self.topic = topic
    self.key = key
    self.value = value
    self.headers = headers
    self.partition = partition
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

/// How far a consumer group has come in a partition.
public struct PartitionProgress: Hashable, Sendable {
  /// The offset of the oldest record that is still there.
  public let start: Int64
  /// The offset that the next record will have.
  public let end: Int64
  /// The offset of the first record that is not committed.
  public let committed: Int64

  /// Creates a progress.
  public init(start: Int64, end: Int64, committed: Int64) {
    self.start = start
    self.end = end
    self.committed = committed
  }

  /// Whether records were dropped before they were consumed: the log has lost events.
  public var hasLost: Bool { committed < start }
}

/// The names of the Kafka topics.
public struct Topics: Hashable, Sendable {
  /// Messages to be numbered, keyed by channel.
  public let messages: String
  /// Receipts, keyed by user.
  public let receipts: String
  /// Events that can never be applied, with the reason in the headers.
  public let deadLetters: String

  /// Creates the names.
  /// - Parameter prefix: `dogear`, unless several systems share a broker.
  public init(prefix: String = "dogear") {
    messages = "\(prefix).messages"
    receipts = "\(prefix).receipts"
    deadLetters = "\(prefix).dead-letters"
  }
}

/// Port: the producing end of the log.
public protocol EventSink: Sendable {
  /// Appends all entries, in order within each key, and returns when every one is acknowledged.
  /// - Throws: When one was not; others may have been appended, so events must be safe to repeat.
  func append(_ entries: [LogEntry]) async throws
}

/// Port: the consuming end of the log, as a member of a consumer group.
public protocol EventSource: Sendable {
  /// The next records, at most `most`, waiting up to `wait` for the first.
  /// - Returns: Records in order within each partition; empty when none came in time.
  func poll(most: Int, wait: Duration) async throws -> [LogRecord]

  /// Commits, for each partition, the offset of the next record to read.
  func commit(_ next: [LogPartition: Int64]) async throws

  /// Stays in the group without taking records, while a batch waits for a store that is down.
  func hold() async throws

  /// Ends a waiting `poll` at once.
  func wakeUp()
}

/// Port: how far a consumer group has come.
public protocol LogProgress: Sendable {
  /// For every partition, where the log ends and what the group has committed.
  func progress() async throws -> [LogPartition: PartitionProgress]
}
