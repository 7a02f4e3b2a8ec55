import Kafka
import Stores
import Testing

@Suite("What is said of topics that a lost broker would take along")
struct TopicReplicationTests {
  private func partitions(_ counts: (assigned: Int, inSync: Int)...) -> [KafkaReplicas] {
    counts.map { KafkaReplicas(assigned: $0.assigned, inSync: $0.inSync) }
  }

  @Test("a topic of which a partition is on one broker of several is named, and what to do")
  func weak() {
    let found = TopicReplication(
      topics: ["b": partitions((3, 3), (1, 1)), "a": partitions((1, 1)), "c": partitions((3, 3))], brokers: 3)
    #expect(
      found.weakness
        == "each partition of a, b is on one of 3 brokers only, and lost with it; raise their replication with "
        + "kafka-reassign-partitions.sh")
  }

  @Test("where there is one broker there is nowhere else")
  func alone() {
    #expect(TopicReplication(topics: ["a": partitions((1, 1))], brokers: 1).weakness == nil)
  }

  @Test("partitions that a broker is behind with are counted, also while it is the only one left")
  func behind() {
    let topics = ["a": partitions((3, 2), (3, 3)), "b": partitions((3, 1))]
    let sentence = "2 partitions are not on all their brokers: see which of those are away"
    for brokers in 1...3 {
      #expect(TopicReplication(topics: topics, brokers: brokers).weakness == sentence)
    }
    #expect(TopicReplication(topics: ["a": partitions((3, 3))], brokers: 3).weakness == nil)
  }
}
