import Kafka
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20)))
struct KafkaGroupTests {
  @Test(
    "two members share a topic, and what the first had seen is committed on revoke",
    arguments: BrokerKind.available)
  func rebalance(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let topic = try await cluster.topic(partitions: 4)
      let group = uniqueName("group")
      let messages = (0..<400).map { KafkaMessage(topic, "\($0)", partition: Int32($0 % 4)) }
      try await cluster.send(Array(messages[..<200]))
      let first = try GroupMember(cluster.configuration, group: group, topic: topic, commitsOnRevoke: true)
      try await eventually("the first member has seen all") { first.records.count == 200 }
      let second = try GroupMember(cluster.configuration, group: group, topic: topic, commitsOnRevoke: true)
      try await eventually("both have their share") {
        first.partitions.count == 2 && second.partitions.count == 2
      }
      #expect(first.partitions.isDisjoint(with: second.partitions))
      try await cluster.send(Array(messages[200...]))
      let seen = { (first.records + second.records).map(\.text) }
      try await eventually("everything is seen") { Set(seen()).count == 400 }
      await first.close()
      try await eventually("the second member takes over") { second.partitions.count == 4 }
      await second.close()
      // The in-process broker refuses commits while a group rebalances, so there records come again.
      guard kind == .real else { return }
      #expect(seen().count == 400, "nothing is seen twice")
      #expect(try await Self.committed(group, topic, cluster) == [0: 100, 1: 100, 2: 100, 3: 100])
    }
  }

  @Test("records that were not committed come again", arguments: BrokerKind.available)
  func redelivery(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let topic = try await cluster.topic()
      let group = uniqueName("group")
      try await cluster.send((0..<10).map { KafkaMessage(topic, "\($0)") })
      let crashing = try KafkaConsumer(cluster.configuration, group: group, topics: [topic])
      let seen = try await Self.poll(crashing, 10)
      let partition = TopicPartition(topic: topic, partition: 0)
      try await crashing.commit([partition: seen[3].offset + 1])
      #expect(try await crashing.committed() == [partition: 4])
      #expect(try await crashing.position() == [partition: 10])
      #expect(try await crashing.assignment() == [partition])
      await crashing.close()
      let next = try KafkaConsumer(cluster.configuration, group: group, topics: [topic])
      #expect(try await Self.poll(next, 6).map(\.text) == (4..<10).map(String.init))
      await next.close()
    }
  }

  @Test(
    "a paused member stays in the group through a rebalance and reads on later",
    arguments: BrokerKind.available)
  func pause(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let topic = try await cluster.topic(partitions: 2)
      let group = uniqueName("group")
      let paused = try GroupMember(cluster.configuration, group: group, topic: topic, commitsOnRevoke: true)
      try await eventually("it has both partitions") { paused.partitions.count == 2 }
      try await paused.consumer.pause()
      try await cluster.send((0..<20).map { KafkaMessage(topic, "\($0)", partition: Int32($0 % 2)) })
      let other = try GroupMember(cluster.configuration, group: group, topic: topic, commitsOnRevoke: true)
      try await eventually("both have their share") {
        paused.partitions.count == 1 && other.partitions.count == 1
      }
      try await eventually("the other one reads its share") { other.records.count == 10 }
      #expect(paused.records.isEmpty)
      #expect(!paused.events.contains { if case .lost = $0 { true } else { false } })
      try await paused.consumer.resume()
      try await eventually("the paused one reads its share") { paused.records.count == 10 }
      #expect(other.records.count == 10)
      await paused.close()
      await other.close()
    }
  }

  @Test(
    "a partition that left a paused member is read when it comes back after the pause",
    arguments: BrokerKind.available)
  func pausedPartitionReturns(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let topic = try await cluster.topic(partitions: 2)
      let group = uniqueName("group")
      let member = try GroupMember(cluster.configuration, group: group, topic: topic, commitsOnRevoke: true)
      try await eventually("it has both partitions") { member.partitions.count == 2 }
      try await member.consumer.pause()
      let other = try GroupMember(cluster.configuration, group: group, topic: topic, commitsOnRevoke: true)
      try await eventually("both have their share") {
        member.partitions.count == 1 && other.partitions.count == 1
      }
      try await member.consumer.resume()
      await other.close()
      try await eventually("it has both again") { member.partitions.count == 2 }
      try await cluster.send((0..<20).map { KafkaMessage(topic, "\($0)", partition: Int32($0 % 2)) })
      try await eventually("it reads both") { Set(member.records.map(\.text)).count == 20 }
      await member.close()
    }
  }

  @Test("a waiting poll ends at a wake-up", arguments: BrokerKind.available)
  func wakeUp(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let topic = try await cluster.topic()
      let consumer = try KafkaConsumer(cluster.configuration, group: uniqueName("group"), topics: [topic])
      for _ in 0..<50 {
        async let records = consumer.poll(max: 1, wait: .seconds(600))
        await Task.yield()
        consumer.wakeUp()
        #expect(try await records.isEmpty)
      }
      async let last = consumer.poll(max: 1, wait: .seconds(600))
      await Task.yield()
      await consumer.close()
      _ = try? await last
    }
  }

  @Test("a consumer leaves without its brokers")
  func closeDuringOutage() async throws {
    let mock = try KafkaMockCluster()
    defer { mock.close() }
    try mock.createTopic("t", partitions: 1)
    let configuration = KafkaConfiguration(brokers: mock.bootstrapServers)
    let member = try GroupMember(configuration, group: "g", topic: "t", commitsOnRevoke: true)
    let producer = try KafkaProducer(configuration)
    try await producer.send(KafkaMessage("t", "v"))
    await producer.close()
    try await eventually("it has read") { member.records.count == 1 }
    mock.close()
    await member.close()
    #expect(member.partitions.isEmpty)
  }

  static func poll(_ consumer: KafkaConsumer, _ count: Int) async throws -> [KafkaRecord] {
    var records: [KafkaRecord] = []
    try await eventually("\(count) records come") {
      records += try await consumer.poll(max: 100, wait: .milliseconds(200))
      return records.count >= count
    }
    return records
  }

  static func committed(_ group: String, _ topic: String, _ cluster: TestCluster) async throws -> [Int32:
    Int64]
  {
    let admin = try KafkaAdmin(cluster.configuration)
    let partitions = (0..<4).map { TopicPartition(topic: topic, partition: $0) }
    let offsets = try await admin.committedOffsets(group: group, partitions: partitions)
    await admin.close()
    return Dictionary(uniqueKeysWithValues: offsets.map { ($0.key.partition, $0.value) })
  }
}
