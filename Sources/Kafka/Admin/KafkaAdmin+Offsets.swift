import CRdKafka

extension KafkaAdmin {
  /// The bounds of what partitions hold, in two requests to each leader however many there are.
  /// - Throws: `KafkaError`, with `.unknownTopicOrPartition` or the like if a partition does not exist.
  public func watermarks(
    of partitions: [TopicPartition], timeout: Duration = .seconds(5)
  ) async throws(KafkaError) -> [TopicPartition: KafkaWatermarks] {
    let client = try open("read watermarks")
    let lows = try client.bounds(of: partitions, Int64(RD_KAFKA_OFFSET_BEGINNING), timeout)
    let highs = try client.bounds(of: partitions, Int64(RD_KAFKA_OFFSET_END), timeout)
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
  /// - Throws: `KafkaError` if the group's coordinator does not answer in time.
  public func committedOffsets(
    group: String, partitions: [TopicPartition], timeout: Duration = .seconds(5)
  ) async throws(KafkaError) -> [TopicPartition: Int64] {
    guard !partitions.isEmpty else { return [:] }
    let attempt = "read the offsets of group \(group)"
    let client = try open(attempt)
    let list = PartitionList(partitions)
    var request = rd_kafka_ListConsumerGroupOffsets_new(group, list.pointer)
    defer { rd_kafka_ListConsumerGroupOffsets_destroy(request) }
    return try client.request(RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS, timeout: timeout, attempt) {
      options, queue in
      rd_kafka_ListConsumerGroupOffsets(client.pointer, &request, 1, options, queue)
    } read: { answer throws(KafkaError) in
      try Self.offsets(in: answer, attempt)
    }
  }

  private static func offsets(
    in answer: OpaquePointer, _ attempt: String
  ) throws(KafkaError) -> [TopicPartition: Int64] {
    var count = 0
    let groups = rd_kafka_ListConsumerGroupOffsets_result_groups(
      rd_kafka_event_ListConsumerGroupOffsets_result(answer), &count)
    var offsets: [TopicPartition: Int64] = [:]
    for group in UnsafeBufferPointer(start: groups, count: count) {
      let code = rd_kafka_group_result_error(group).map { rd_kafka_error_code($0) }
      try KafkaError.check(code ?? RD_KAFKA_RESP_ERR_NO_ERROR, attempt)
      guard let list = rd_kafka_group_result_partitions(group) else { continue }
      for entry in PartitionList.entries(of: UnsafeMutablePointer(mutating: list)) where entry.offset >= 0 {
        offsets[entry.partition] = entry.offset
      }
    }
    return offsets
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
    let code = rd_kafka_offsets_for_times(pointer, list.pointer, timeout.wholeMilliseconds)
    try list.checkEach { "read watermarks of \($0)" }
    try KafkaError.check(code, "read watermarks")
    return list.offsets
  }
}
