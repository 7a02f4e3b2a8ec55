import CRdKafka

extension KafkaAdmin {
  /// Creates topics; one that exists already is left as it is and counts as created.
  ///
  /// Brokers may take a moment more to know a topic everywhere.
  /// - Throws: The first topic's `KafkaError`; the others may have been created.
  public func createTopics(_ topics: [KafkaTopic], timeout: Duration = .seconds(10)) async throws(KafkaError)
  {
    guard !topics.isEmpty else { return }
    let attempt = "create topic \(topics.map(\.name).joined(separator: ", "))"
    let client = try open(attempt)
    var requests: [OpaquePointer?] = []
    defer { rd_kafka_NewTopic_destroy_array(&requests, requests.count) }
    for topic in topics { requests.append(try topic.rawRequest()) }
    try client.request(RD_KAFKA_ADMIN_OP_CREATETOPICS, timeout: timeout, attempt) { options, queue in
      rd_kafka_CreateTopics(client.pointer, &requests, requests.count, options, queue)
    } read: { answer throws(KafkaError) in
      var count = 0
      let results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(answer), &count)
      try Self.check(results, count, unless: .topicAlreadyExists, "create")
    }
  }

  /// Raises the number of a topic's partitions.
  ///
  /// Keys may go to other partitions from then on. Clients learn of it with their next look at the cluster, at the latest
  /// after `topic.metadata.refresh.interval.ms`.
  /// - Parameter count: More than there are.
  public func setPartitions(
    of topic: String, to count: Int, timeout: Duration = .seconds(10)
  ) async throws(KafkaError) {
    let attempt = "add partitions to topic \(topic)"
    let client = try open(attempt)
    let (request, refusal) = KafkaError.withErrorText {
      rd_kafka_NewPartitions_new(topic, count, $0, $1)
    }
    guard let request else { throw KafkaError(code: .invalidArgument, message: refusal, attempt: attempt) }
    var requests: [OpaquePointer?] = [request]
    defer { rd_kafka_NewPartitions_destroy_array(&requests, requests.count) }
    try client.request(RD_KAFKA_ADMIN_OP_CREATEPARTITIONS, timeout: timeout, attempt) { options, queue in
      rd_kafka_CreatePartitions(client.pointer, &requests, requests.count, options, queue)
    } read: { answer throws(KafkaError) in
      var count = 0
      let results = rd_kafka_CreatePartitions_result_topics(
        rd_kafka_event_CreatePartitions_result(answer), &count)
      try Self.check(results, count, unless: .none, "add partitions to")
    }
  }

  /// Deletes topics and all they hold; one that does not exist counts as deleted.
  /// - Throws: The first topic's `KafkaError`; the others may have been deleted.
  public func deleteTopics(_ names: [String], timeout: Duration = .seconds(10)) async throws(KafkaError) {
    guard !names.isEmpty else { return }
    let attempt = "delete topic \(names.joined(separator: ", "))"
    let client = try open(attempt)
    var requests: [OpaquePointer?] = names.map { rd_kafka_DeleteTopic_new($0) }
    defer { rd_kafka_DeleteTopic_destroy_array(&requests, requests.count) }
    try client.request(RD_KAFKA_ADMIN_OP_DELETETOPICS, timeout: timeout, attempt) { options, queue in
      rd_kafka_DeleteTopics(client.pointer, &requests, requests.count, options, queue)
    } read: { answer throws(KafkaError) in
      var count = 0
      let results = rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(answer), &count)
      try Self.check(results, count, unless: .unknownTopicOrPartition, "delete")
    }
  }

  private static func check(
    _ results: UnsafeMutablePointer<OpaquePointer?>?, _ count: Int, unless harmless: KafkaError.Code,
    _ verb: String
  ) throws(KafkaError) {
    for result in UnsafeBufferPointer(start: results, count: count) {
      let code = KafkaError.Code(rd_kafka_topic_result_error(result))
      guard code != .none, code != harmless else { continue }
      let name = String(cString: rd_kafka_topic_result_name(result))
      let text = rd_kafka_topic_result_error_string(result).map { String(cString: $0) }
      throw KafkaError(code: code, message: text, attempt: "\(verb) topic \(name)")
    }
  }
}

extension KafkaTopic {
  /// The request to create the topic, which its user destroys.
  fileprivate func rawRequest() throws(KafkaError) -> OpaquePointer {
    let (request, refusal) = KafkaError.withErrorText {
      rd_kafka_NewTopic_new(name, Int32(clamping: partitions), Int32(clamping: replication), $0, $1)
    }
    guard let request else {
      throw KafkaError(code: .invalidArgument, message: refusal, attempt: "create topic \(name)")
    }
    for (setting, value) in settings {
      rd_kafka_NewTopic_set_config(request, setting, value)
    }
    return request
  }
}
