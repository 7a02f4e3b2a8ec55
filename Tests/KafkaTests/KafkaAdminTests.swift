import Kafka
import Testing

@Suite(.timeLimit(.minutes(20)))
struct KafkaAdminTests {
  @Test("watermarks of many partitions come together", arguments: BrokerKind.available)
  func watermarks(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let topic = try await cluster.topic(partitions: 12)
      try await cluster.send((0..<5).map { KafkaMessage(topic, "\($0)", partition: 3) })
      let admin = try KafkaAdmin(cluster.configuration)
      let partitions = (0..<12).map { TopicPartition(topic: topic, partition: $0) }
      let found = try await admin.watermarks(of: partitions, timeout: .seconds(60))
      #expect(found.count == 12)
      for partition in partitions {
        let high: Int64 = partition.partition == 3 ? 5 : 0
        #expect(found[partition] == KafkaWatermarks(low: 0, high: high))
      }
      #expect(try await admin.watermarks(of: partitions[3]).high == 5)
      await admin.close()
    }
  }

  @Test(
    "partitions are counted, and a missing topic has none and is not created", arguments: BrokerKind.available
  )
  func partitions(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let topic = try await cluster.topic(partitions: 7)
      let missing = uniqueName("missing")
      let admin = try KafkaAdmin(cluster.configuration)
      #expect(try await admin.partitions(of: topic, timeout: .seconds(60)) == 7)
      #expect(try await admin.partitions(of: missing, timeout: .seconds(60)) == 0)
      #expect(try await admin.partitions(of: missing, timeout: .seconds(60)) == 0)
      await admin.close()
    }
  }

  @Test("a cluster tells its identity and brokers", arguments: BrokerKind.available)
  func brokers(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let admin = try KafkaAdmin(cluster.configuration)
      let found = try await admin.brokers(timeout: .seconds(60))
      #expect(found.id?.isEmpty == false)
      #expect(found.brokers.map { "\($0.host):\($0.port)" } == [cluster.configuration.brokers])
      await admin.close()
    }
  }

  @Test("a group that committed nothing has no offsets", arguments: BrokerKind.available)
  func noOffsets(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let topic = try await cluster.topic()
      let admin = try KafkaAdmin(cluster.configuration)
      let partition = TopicPartition(topic: topic, partition: 0)
      let offsets = try await admin.committedOffsets(
        group: uniqueName("group"), partitions: [partition], timeout: .seconds(60))
      #expect(offsets.isEmpty)
      await admin.close()
    }
  }

  @Test("a closed admin refuses questions")
  func closed() async throws {
    let admin = try KafkaAdmin(KafkaConfiguration(brokers: "127.0.0.1:1"))
    await admin.close()
    await admin.close()
    let error = await failure { try await admin.brokers(timeout: .seconds(60)) }
    #expect(error?.code == .closed)
  }
}
