import CRdKafka

extension KafkaAdmin {
  /// The cluster's identity and brokers.
  /// - Throws: `KafkaError` with `.transport` or `.timedOut` if no broker answers in time.
  public func brokers(timeout: Duration = .seconds(5)) async throws(KafkaError) -> KafkaCluster {
    let client = try open("list the brokers")
    let brokers = try client.metadata(timeout, "list the brokers") { metadata in
      UnsafeBufferPointer(start: metadata.brokers, count: Int(metadata.broker_cnt)).map {
        KafkaCluster.Broker(id: $0.id, host: String(cString: $0.host), port: Int($0.port))
      }
    }
    let identity = rd_kafka_clusterid(client.pointer, timeout.librdkafkaMilliseconds)
    defer { if let identity { rd_kafka_mem_free(client.pointer, identity) } }
    return KafkaCluster(
      id: identity.map { String(cString: $0) }, brokers: brokers.sorted { $0.id < $1.id })
  }

  /// How many partitions a topic has; 0 if there is no such topic, and asking does not create it.
  /// - Throws: `KafkaError` with `.transport` or `.timedOut` if no broker answers in time.
  public func partitions(of topic: String, timeout: Duration = .seconds(5)) async throws(KafkaError) -> Int {
    try await replicas(of: topic, timeout: timeout).count
  }

  /// How many brokers keep each partition of a topic, in no order; none if there is no such topic.
  /// - Throws: As `partitions(of:)`.
  public func replicas(
    of topic: String, timeout: Duration = .seconds(5)
  ) async throws(KafkaError) -> [KafkaReplicas] {
    let attempt = "count the partitions of \(topic)"
    return try open(attempt).metadata(timeout, attempt) { metadata in
      let topics = UnsafeBufferPointer(start: metadata.topics, count: Int(metadata.topic_cnt))
      guard let found = topics.first(where: { String(cString: $0.topic) == topic }) else { return [] }
      return UnsafeBufferPointer(start: found.partitions, count: Int(found.partition_cnt))
        .map { KafkaReplicas(assigned: Int($0.replica_cnt), inSync: Int($0.isr_cnt)) }
    }
  }
}

extension ClientHandle {
  /// Asks for the metadata of all topics: naming one would make brokers create it where they may.
  func metadata<Answer>(
    _ timeout: Duration, _ attempt: String, read: (rd_kafka_metadata) -> Answer
  ) throws(KafkaError) -> Answer {
    var metadata: UnsafePointer<rd_kafka_metadata>?
    try KafkaError.check(
      rd_kafka_metadata(pointer, 1, nil, &metadata, timeout.librdkafkaMilliseconds), attempt)
    guard let metadata else { throw KafkaError(code: .timedOut, attempt: attempt) }
    defer { rd_kafka_metadata_destroy(metadata) }
    return read(metadata.pointee)
  }
}
