import Kafka
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20)))
struct KafkaReaderTests {
  @Test("a reader begins where it is told", arguments: BrokerKind.available)
  func starts(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let topic = try await cluster.topic()
      try await cluster.send((0..<10).map { KafkaMessage(topic, "\($0)") })
      #expect(try await Self.read(10, of: topic, .beginning, cluster) == (0..<10).map(String.init))
      #expect(try await Self.read(3, of: topic, .offset(7), cluster) == ["7", "8", "9"])
      #expect(try await Self.read(2, of: topic, .last(2), cluster) == ["8", "9"])
    }
  }

  @Test("a reader at the end sees only what comes later", arguments: BrokerKind.available)
  func end(_ kind: BrokerKind) async throws {
    try await TestCluster.with(kind) { cluster in
      let topic = try await cluster.topic()
      try await cluster.send([KafkaMessage(topic, "old")])
      let partition = TopicPartition(topic: topic, partition: 0)
      let reader = try KafkaReader(cluster.configuration, from: [partition: .end])
      var seen: [String] = []
      // When the reader has found the end cannot be observed, so new records come until one is seen.
      try await eventually("a new record is seen") {
        try await cluster.send([KafkaMessage(topic, "new")])
        seen += try await reader.poll(max: 10, wait: .milliseconds(300)).map(\.text)
        return !seen.isEmpty
      }
      #expect(!seen.contains("old"))
      await reader.close()
    }
  }

  private static func read(
    _ count: Int, of topic: String, _ start: KafkaStart, _ cluster: TestCluster
  ) async throws -> [String] {
    let reader = try KafkaReader(
      cluster.configuration, from: [TopicPartition(topic: topic, partition: 0): start])
    var texts: [String] = []
    try await eventually("records are read") {
      texts += try await reader.poll(max: 100, wait: .milliseconds(500)).map(\.text)
      return texts.count >= count
    }
    await reader.close()
    return texts
  }
}
