import Kafka
import Testing

@Suite(.timeLimit(.minutes(20)))
struct KafkaMockClusterTests {
  @Test("a passing error from a broker is retried without the sender noticing")
  func retriedError() async throws {
    try await withMock { mock, configuration in
      let producer = try KafkaProducer(configuration)
      try mock.inject([.requestTimedOut, .requestTimedOut], into: .produce)
      #expect(try await producer.send(KafkaMessage("t", "v")).offset == 0)
      await producer.close()
    }
  }

  @Test("a lasting error from a broker reaches the sender")
  func lastingError() async throws {
    try await withMock { mock, configuration in
      let producer = try KafkaProducer(configuration)
      try mock.inject([.messageTooLarge], into: .produce)
      let error = await failure { try await producer.send(KafkaMessage("t", "v")) }
      #expect(error?.code == .messageTooLarge)
      await producer.close()
    }
  }

  @Test("a refused commit reaches the caller")
  func refusedCommit() async throws {
    try await withMock { mock, configuration in
      let consumer = try KafkaConsumer(configuration, group: "g", topics: ["t"])
      let producer = try KafkaProducer(configuration)
      try await producer.send(KafkaMessage("t", "v"))
      await producer.close()
      let records = try await KafkaGroupTests.poll(consumer, 1)
      let offsets = [records[0].topicPartition: records[0].offset + 1]
      try mock.inject([.illegalGeneration], into: .offsetCommit)
      let error = await failure { try await consumer.commit(offsets) }
      #expect(error?.code == .illegalGeneration)
      #expect(error?.isFatal == false)
      await consumer.close()
    }
  }

  @Test("an admin's request to create topics gets no answer from the in-process broker")
  func noAdmin() async throws {
    try await withMock { _, configuration in
      let admin = try KafkaAdmin(configuration)
      let error = await failure {
        try await admin.createTopics([KafkaTopic(name: "x", partitions: 1)], timeout: .milliseconds(300))
      }
      #expect(error?.code == .timedOut)
      await admin.close()
    }
  }

  @Test("a partition drops its oldest records beyond about 5 MB, which the low watermark tells")
  func retention() async throws {
    try await withMock { _, configuration in
      let producer = try KafkaProducer(configuration)
      let body = [UInt8](repeating: 7, count: 10_000)
      try await producer.send((0..<1_000).map { _ in KafkaMessage(topic: "t", value: body) })
      await producer.close()
      let admin = try KafkaAdmin(configuration)
      let bounds = try await admin.watermarks(of: TopicPartition(topic: "t", partition: 0))
      #expect(bounds.high == 1_000)
      #expect(bounds.low > 0)
      await admin.close()
    }
  }

  @Test("a closed cluster refuses further orders")
  func closed() throws {
    let mock = try KafkaMockCluster(brokers: 3)
    #expect(mock.bootstrapServers.split(separator: ",").count == 3)
    mock.close()
    mock.close()
    #expect(throws: KafkaError.self) { try mock.createTopic("t", partitions: 1) }
  }

  private func withMock(_ test: (KafkaMockCluster, KafkaConfiguration) async throws -> Void) async throws {
    let mock = try KafkaMockCluster()
    defer { mock.close() }
    try mock.createTopic("t", partitions: 1)
    try await test(mock, KafkaConfiguration(brokers: mock.bootstrapServers))
  }
}
