import CRdKafka

/// A topic to create.
public struct KafkaTopic: Sendable, Equatable {
  /// The name: letters, digits, `.`, `_` and `-`, at most 249 of them.
  public var name: String
  /// How many partitions it has, at least 1.
  public var partitions: Int
  /// On how many brokers each partition is kept, at least 1 and at most the number of brokers.
  public var replication: Int
  /// Topic settings by their Kafka names, such as `cleanup.policy` or `retention.ms`.
  public var settings: [String: String]

  /// Creates the description of a topic.
  public init(name: String, partitions: Int, replication: Int = 1, settings: [String: String] = [:]) {
    self.name = name
    self.partitions = partitions
    self.replication = replication
    self.settings = settings
  }
}

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

/// The bounds of what a partition holds.
public struct KafkaWatermarks: Sendable, Equatable {
  /// The offset of the oldest record still kept.
  public let low: Int64
  /// The offset that the next record will get.
  public let high: Int64

  /// Creates the bounds.
  public init(low: Int64, high: Int64) {
    self.low = low
    self.high = high
  }
}

/// Where a reader begins in a partition.
public enum KafkaStart: Sendable, Equatable {
  /// At the oldest record still kept.
  case beginning
  /// After the newest record, so that only later ones are read.
  case end
  /// At this offset; if it is not kept any more, at the oldest record.
  case offset(Int64)
  /// This many records before the end.
  case last(Int64)

  /// The value that librdkafka takes as an offset; the last case is the macro `RD_KAFKA_OFFSET_TAIL`.
  var rawOffset: Int64 {
    switch self {
    case .beginning: Int64(RD_KAFKA_OFFSET_BEGINNING)
    case .end: Int64(RD_KAFKA_OFFSET_END)
    case .offset(let offset): offset
    case .last(let count): Int64(RD_KAFKA_OFFSET_TAIL_BASE) - count
    }
  }
}

/// What the brokers say about themselves.
///
/// librdkafka does not tell which version of Kafka they run.
public struct KafkaCluster: Sendable, Equatable {
  /// One broker of the cluster.
  public struct Broker: Sendable, Equatable {
    /// Its node number.
    public let id: Int32
    /// The host name under which it wants to be reached.
    public let host: String
    /// The port under which it wants to be reached.
    public let port: Int

    /// Creates a broker.
    public init(id: Int32, host: String, port: Int) {
      self.id = id
      self.host = host
      self.port = port
    }
  }

  /// The cluster's identity; `nil` if the brokers did not tell in time.
  public let id: String?
  /// The brokers, by number.
  public let brokers: [Broker]

  /// Creates the description of a cluster.
  public init(id: String?, brokers: [Broker]) {
    self.id = id
    self.brokers = brokers
  }
}

/// How many brokers keep a partition.
public struct KafkaReplicas: Sendable, Hashable {
  /// How many are to keep it.
  public let assigned: Int
  /// How many of them have all of it: the others are away, or catching up.
  public let inSync: Int

  /// Creates a count.
  public init(assigned: Int, inSync: Int) {
    self.assigned = assigned
    self.inSync = inSync
  }
}
