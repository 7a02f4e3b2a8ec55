import CRdKafka

/// A list of partitions, each with an offset and an error, as librdkafka's functions take and fill it.
struct PartitionList: ~Copyable {
  typealias Raw = UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

  let pointer: Raw

  /// Lists partitions without offsets.
  init(_ partitions: some Collection<TopicPartition>) {
    self.init(partitions.map { ($0, Int64(RD_KAFKA_OFFSET_INVALID)) })
  }

  /// Lists partitions with their offsets.
  init(_ offsets: [TopicPartition: Int64]) {
    self.init(offsets.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  private init(_ entries: [(TopicPartition, Int64)]) {
    pointer = rd_kafka_topic_partition_list_new(Int32(entries.count))
    for (partition, offset) in entries {
      rd_kafka_topic_partition_list_add(pointer, partition.topic, partition.partition).pointee.offset = offset
    }
  }

  /// Lists all partitions of some topics, as a subscription wants it.
  init(topics: [String]) {
    self.init(topics.map { (TopicPartition(topic: $0, partition: RD_KAFKA_PARTITION_UA), 0) })
  }

  /// Takes over a list that librdkafka made.
  init(taking pointer: Raw) {
    self.pointer = pointer
  }

  deinit {
    rd_kafka_topic_partition_list_destroy(pointer)
  }

  /// The entries of a list.
  static func entries(of list: Raw) -> [Entry] {
    UnsafeBufferPointer(start: list.pointee.elems, count: Int(list.pointee.cnt)).map { element in
      Entry(
        partition: TopicPartition(topic: String(cString: element.topic), partition: element.partition),
        offset: element.offset, code: KafkaError.Code(element.err))
    }
  }

  var entries: [Entry] { Self.entries(of: pointer) }

  /// The offsets that are known, by partition.
  var offsets: [TopicPartition: Int64] {
    Dictionary(
      entries.filter { $0.offset >= 0 && $0.code == .none }.map { ($0.partition, $0.offset) },
      uniquingKeysWith: { $1 })
  }

  /// Throws the first error of a partition.
  func checkEach(_ attempt: (TopicPartition) -> String) throws(KafkaError) {
    for entry in entries where entry.code != .none {
      throw KafkaError(code: entry.code, attempt: attempt(entry.partition))
    }
  }

  /// One partition of a list.
  struct Entry {
    let partition: TopicPartition
    let offset: Int64
    let code: KafkaError.Code
  }
}
