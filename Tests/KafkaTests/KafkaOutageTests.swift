import Kafka
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20)))
struct KafkaOutageTests {
  /// Nothing listens on port 1.
  private let nowhere = KafkaConfiguration(brokers: "127.0.0.1:1")

  @Test("a setting that librdkafka does not know is named in the error")
  func unknownSetting() async throws {
    var configuration = nowhere
    configuration.settings["no.such.setting"] = "1"
    let errors = [
      await failure { _ = try KafkaProducer(configuration) },
      await failure { _ = try KafkaAdmin(configuration) },
      await failure { _ = try KafkaConsumer(configuration, group: "g", topics: ["t"]) },
      await failure { _ = try KafkaReader(configuration, from: [:]) },
    ]
    for error in errors {
      #expect(error?.code == .invalidArgument)
      #expect(error?.description.contains("no.such.setting") == true)
    }
  }

  @Test("a send to unreachable brokers fails after the delivery timeout and may be retried")
  func unreachableProducer() async throws {
    let producer = try KafkaProducer(nowhere, deliveryTimeout: .milliseconds(300))
    let error = await failure { try await producer.send(KafkaMessage("t", "v")) }
    #expect(error?.code == .messageTimedOut)
    #expect(error?.isRetriable == true)
    #expect(await producer.brokersReachable(timeout: .milliseconds(100)) == false)
    try await eventually("the producer knows") { producer.health == .down }
    await producer.close()
  }

  @Test("closing fails what could not be delivered, and later sends are refused")
  func closeWithMessagesQueued() async throws {
    let producer = try KafkaProducer(nowhere)
    async let pending = failure { try await producer.send(KafkaMessage("t", "v")) }
    try await eventually("the message is queued") { await producer.queued > 0 }
    await producer.close(timeout: .zero)
    #expect(await pending?.code == .purgedFromQueue)
    let late = await failure { try await producer.send(KafkaMessage("t", "v")) }
    #expect(late?.code == .closed)
    await producer.close()
  }

  @Test("unreachable brokers are an error to an admin and silence to a consumer")
  func unreachableOthers() async throws {
    let admin = try KafkaAdmin(nowhere)
    let error = await failure {
      try await admin.brokers(timeout: .milliseconds(300))
    }
    #expect(error?.isRetriable == true)
    await admin.close()
    let consumer = try KafkaConsumer(nowhere, group: "g", topics: ["t"])
    #expect(try await consumer.poll(max: 1, wait: .milliseconds(300)).isEmpty)
    await consumer.close()
    let late = await failure { try await consumer.poll(max: 1, wait: .zero) }
    #expect(late?.code == .closed)
  }

  @Test("log lines reach the sink")
  func logSink() async throws {
    let lines = Recorder<KafkaLogLine>()
    let configuration = KafkaConfiguration(brokers: "127.0.0.1:1", log: { lines.append($0) })
    let consumer = try KafkaConsumer(configuration, group: "g", topics: ["t"])
    try await eventually("a line about the outage") {
      _ = try await consumer.poll(max: 1, wait: .milliseconds(20))
      return lines.values.contains { $0.text.contains("Connection refused") }
    }
    await consumer.close()
  }

  @Test("health follows the brokers down")
  func health() async throws {
    let mock = try KafkaMockCluster()
    defer { mock.close() }
    try mock.createTopic("t", partitions: 1)
    let healths = Recorder<KafkaHealth>()
    let producer = try KafkaProducer(KafkaConfiguration(brokers: mock.bootstrapServers)) {
      healths.append($0)
    }
    // A probe that is late counts as an outage until the next one.
    try await eventually("it is up") { healths.values.last == .up }
    #expect(await producer.brokersReachable(timeout: .seconds(30)))
    mock.close()
    try await eventually("it is down") { healths.values.last == .down }
    #expect(await !producer.brokersReachable(timeout: .milliseconds(100)))
    await producer.close(timeout: .zero)
  }

  @Test("clients that are dropped unclosed are taken down in the background")
  func dropped() async throws {
    let mock = try KafkaMockCluster()
    defer { mock.close() }
    weak var token: Token?
    do {
      let kept = Token()
      token = kept
      let configuration = KafkaConfiguration(brokers: mock.bootstrapServers, log: { _ in _ = kept })
      _ = try KafkaProducer(configuration)
      _ = try KafkaAdmin(configuration)
      _ = try KafkaReader(configuration, from: [TopicPartition(topic: "t", partition: 0): .end])
      let consumer = try KafkaConsumer(configuration, group: "g", topics: ["t"])
      _ = try await consumer.poll(max: 1, wait: .milliseconds(10))
    }
    try await eventually("all is released") { token == nil }
  }

  private final class Token: Sendable {}
}
