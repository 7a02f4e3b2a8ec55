import TestSupport
import Testing

@testable import Stack

@Suite("A real Kafka", .enabled(if: kafkaHome != nil, "set KAFKA_HOME to test it"), .timeLimit(.minutes(20)))
struct KafkaStackTests {
  let folder: TemporaryFolder
  let home: String

  init() throws {
    folder = try TemporaryFolder()
    home = try #require(kafkaHome)
  }

  @Test("it starts with the others, and after a kill it still has its topics and records on the same port")
  func killKafka() async throws {
    let stack = try await Stack.start(folder.plan(redis: true, postgres: true, kafka: .apache(home: home)))
    let brokers = await stack.endpoints.kafkaBrokers
    try await createTopic(brokers)
    try await produce(brokers)
    try await stack.kill(.kafka)
    #expect(await !stack.isRunning(.kafka))
    try await stack.restart(.kafka)
    #expect(await stack.endpoints.kafkaBrokers == brokers)
    #expect(try await offsets(brokers) == "kept:0:2")
    await stack.stop()
    await folder.expectNothingLeft(within: .zero)
  }

  @Test("a kept directory keeps topics and records through a stop and a start on other ports")
  func keptKafka() async throws {
    var plan = folder.plan(kafka: .apache(home: home))
    plan.directory = .kept("\(folder.path)/kept stack")
    let first = try await Stack.start(plan)
    let before = await first.endpoints.kafkaBrokers
    try await createTopic(before)
    try await produce(before)
    await first.stop()
    await folder.expectNothingLeft(within: .zero)

    let second = try await Stack.start(plan)
    #expect(try await offsets(await second.endpoints.kafkaBrokers) == "kept:0:2")
    await second.stop()
  }

  private func createTopic(_ brokers: String) async throws {
    _ = try await Tool.run([
      "\(home)/bin/kafka-topics.sh", "--bootstrap-server", brokers, "--create", "--topic", "kept",
    ])
  }

  private func produce(_ brokers: String) async throws {
    let producer = [
      "\(home)/bin/kafka-console-producer.sh", "--bootstrap-server", brokers, "--topic", "kept",
    ]
    _ = try await Tool.run(producer, input: "one\ntwo\n")
  }

  private func offsets(_ brokers: String) async throws -> String {
    let tool = ["\(home)/bin/kafka-get-offsets.sh", "--bootstrap-server", brokers, "--topic", "kept"]
    return try await Tool.run(tool).split(separator: "\n").last.map(String.init) ?? ""
  }
}
