import Testing

@testable import Kafka

struct KafkaErrorTests {
  @Test("an error says what was attempted, why it failed, and what to do")
  func sentence() {
    let error = KafkaError(code: .transport, attempt: "list the brokers")
    #expect(error.name == "_TRANSPORT")
    #expect(
      error.description == "cannot list the brokers: Local: Broker transport failure (_TRANSPORT); "
        + "check that a broker listens at the configured address")
  }

  @Test("outages may be retried, refusals may not")
  func retriable() {
    #expect(KafkaError(code: .allBrokersDown, attempt: "").isRetriable)
    #expect(KafkaError(code: .rebalanceInProgress, attempt: "").isRetriable)
    #expect(!KafkaError(code: .illegalGeneration, attempt: "").isRetriable)
    #expect(!KafkaError(code: .invalidArgument, attempt: "").isRetriable)
    #expect(KafkaError(code: .fatal, attempt: "").isFatal)
  }

  @Test("durations become whole milliseconds within bounds")
  func milliseconds() {
    #expect(Duration.microseconds(1).librdkafkaMilliseconds == 1)
    #expect(Duration.seconds(-1).librdkafkaMilliseconds == 0)
    #expect(Duration.seconds(1_000_000_000).librdkafkaMilliseconds == .max)
  }

  @Test("partitions sort by topic and number")
  func order() {
    let partitions = [("b", 0), ("a", 10), ("a", 9)].map { TopicPartition(topic: $0.0, partition: $0.1) }
    #expect(partitions.sorted().map(\.description) == ["a[9]", "a[10]", "b[0]"])
  }
}
