import CRdKafka

extension KafkaAdmin {
  /// The bounds of what partitions hold, in two requests to each leader however many there are.
  ///
  /// librdkafka remembers leaders for as long as `metadata.max.age.ms` (15 minutes) and asks one that is gone until the time
  /// is over. So the first try has half of it, and the leaders are looked up before the second.
  /// - Throws: `KafkaError`, with `.unknownTopicOrPartition` or the like if a partition does not exist.
  public func watermarks(
    of partitions: [TopicPartition], timeout: Duration = .seconds(5)
  ) async throws(KafkaError) -> [TopicPartition: KafkaWatermarks] {
    var isFirst = true
    let (lows, highs) = try await retrying(for: timeout) { left throws(KafkaError) in
      let client = try open("read watermarks")
      if !isFirst { try client.metadata(left, "look up the leaders") { _ in } }
      let patience = isFirst ? left / 2 : left
      isFirst = false
      return (
        try client.bounds(of: partitions, Int64(RD_KAFKA_OFFSET_BEGINNING), patience),
        try client.bounds(of: partitions, Int64(RD_KAFKA_OFFSET_END), patience)
      )
    }
    return lows.reduce(into: [:]) { result, entry in
      guard let high = highs[entry.key] else { return }
      result[entry.key] = KafkaWatermarks(low: entry.value, high: high)
    }
  }

  /// The bounds of what one partition holds.
  /// - Throws: `KafkaError`, with `.unknownTopicOrPartition` or the like if it does not exist.
  public func watermarks(
    of partition: TopicPartition, timeout: Duration = .seconds(5)
  ) async throws(KafkaError) -> KafkaWatermarks {
    guard let found = try await watermarks(of: [partition], timeout: timeout)[partition] else {
      throw KafkaError(code: .unknownPartition, attempt: "read watermarks of \(partition)")
    }
    return found
  }

  /// The offsets that a group has committed, without partitions that have none.
  ///
  /// The first such question to a new cluster waits until that has created its topic for offsets.
  /// - Throws: `KafkaError` if the group's coordinator does not answer in time.
  public func committedOffsets(
    group: String, partitions: [TopicPartition], timeout: Duration = .seconds(10)
  ) async throws(KafkaError) -> [TopicPartition: Int64] {
    guard !partitions.isEmpty else { return [:] }
    let attempt = "read the offsets of group \(group)"
    return try await retrying(for: timeout) { left throws(KafkaError) in
      let observer = try observer(of: group, attempt)
      let list = PartitionList(partitions)
      let code = rd_kafka_committed(observer.pointer, list.pointer, left.librdkafkaMilliseconds)
      try KafkaError.check(code, attempt)
      try list.checkEach { "read the offset of \($0) for group \(group)" }
      return list.offsets
    }
  }
}

extension ClientHandle {
  /// Asks all leaders at once for the first or the next offset.
  ///
  /// `rd_kafka_offsets_for_times` sends each entry's offset as the timestamp of a ListOffsets request, in
  /// which -2 asks for the earliest and -1 for the latest offset (kafka.apache.org/protocol, ListOffsets):
  /// the same request as `rd_kafka_query_watermark_offsets`, for many partitions instead of one.
  fileprivate func bounds(
    of partitions: [TopicPartition], _ end: Int64, _ timeout: Duration
  ) throws(KafkaError) -> [TopicPartition: Int64] {
    guard !partitions.isEmpty else { return [:] }
    let list = PartitionList(Dictionary(partitions.map { ($0, end) }, uniquingKeysWith: { $1 }))
    let code = rd_kafka_offsets_for_times(pointer, list.pointer, timeout.librdkafkaMilliseconds)
    try list.checkEach { "read watermarks of \($0)" }
    try KafkaError.check(code, "read watermarks")
    return list.offsets
  }
}
