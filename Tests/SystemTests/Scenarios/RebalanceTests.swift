import ChatModel
import Kafka
import Stores
import TestSupport
import Testing

/// What a member of a consumer group does that loses its partitions in the middle of a batch.
@Suite("Partitions that move in the middle of a batch", .timeLimit(.minutes(20)))
struct RebalanceTests {
  private let patience: Duration = .milliseconds(200)

  @Test(
    "what another member has committed meanwhile is not taken back, and nothing is skipped",
    arguments: Broker.allCases)
  func heldThroughARebalance(broker: Broker) async throws {
    try await System.run(broker) { system in
      let kafka = KafkaConfiguration(brokers: system.endpoints.kafkaBrokers)
      let first = try KafkaEventSource(kafka, group: "g", topic: system.topics.receipts)
      try await send(0..<20, in: system)
      let batch = try await records(20, from: first)

      // While the first waits for a database, another member comes, and reads and commits what is its share.
      let second = try KafkaEventSource(kafka, group: "g", topic: system.topics.receipts)
      var seen: [LogRecord] = []
      try await eventually("the other member has its share", within: .seconds(90)) {
        try await first.hold()
        seen += try await second.poll(most: 100, wait: patience)
        return !seen.isEmpty
      }
      let moved = Set(seen.map(\.partition))
      try await send(20..<400, in: system)
      try await eventually("it has read on") {
        try await first.hold()
        seen += try await second.poll(most: 100, wait: patience)
        return moved.allSatisfy { partition in seen.filter { $0.partition == partition }.count > 10 }
      }
      let ahead = next(seen)
      // The in-process broker refuses it while it still shares out.
      try await eventually("it has committed") {
        try await first.hold()
        try await second.commit(ahead)
        return try await committed(Set(ahead.keys), in: system) == ahead
      }
      async let leaving: Void = second.close()
      try await send(400..<800, in: system)

      // It goes, and the first has all again; its old batch says nothing of them now.
      try await eventually("the partitions are back", within: .seconds(90)) {
        try await first.hold()
        try await first.commit(next(batch))
        return try await first.poll(most: 100, wait: patience).contains { moved.contains($0.partition) }
      }
      await leaving
      #expect(try await committed(Set(ahead.keys), in: system) == ahead)
      await first.close()
    }
  }

  @Test("what comes while a batch is held is not thrown away", arguments: Broker.allCases)
  func holdingLosesNothing(broker: Broker) async throws {
    try await System.run(broker) { system in
      let kafka = KafkaConfiguration(brokers: system.endpoints.kafkaBrokers)
      let source = try KafkaEventSource(kafka, group: "g", topic: system.topics.receipts)
      var seen: Set<String> = []
      for round in 0..<6 {
        let numbers = round * 40..<(round + 1) * 40
        try await send(numbers, in: system)
        // Held as soon as the first ones are there, with more of them underway.
        try await eventually("all of round \(round) came", within: .seconds(90)) {
          try await source.hold()
          seen.formUnion(try await source.poll(most: 10, wait: patience).map { text(of: $0) })
          return numbers.allSatisfy { seen.contains("\($0)") }
        }
      }
      await source.close()
    }
  }

  private func committed(
    _ partitions: Set<LogPartition>, in system: System
  ) async throws -> [LogPartition: Int64] {
    let offsets = try await system.admin.committedOffsets(
      group: "g", partitions: partitions.map { TopicPartition(topic: $0.topic, partition: $0.partition) })
    return Dictionary(
      uniqueKeysWithValues: offsets.map {
        (LogPartition(topic: $0.key.topic, partition: $0.key.partition), $0.value)
      })
  }

  private func send(_ numbers: Range<Int>, in system: System) async throws {
    try await system.producer.send(
      numbers.map {
        KafkaMessage(topic: system.topics.receipts, key: Array("\($0)".utf8), value: Array("\($0)".utf8))
      })
  }

  private func records(_ count: Int, from source: KafkaEventSource) async throws -> [LogRecord] {
    var records: [LogRecord] = []
    try await eventually("\(count) records came", within: .seconds(90)) {
      records += try await source.poll(most: count - records.count, wait: patience)
      return records.count >= count
    }
    return records
  }

  private func next(_ records: [LogRecord]) -> [LogPartition: Int64] {
    Dictionary(records.map { ($0.partition, $0.offset + 1) }, uniquingKeysWith: max)
  }

  private func text(of record: LogRecord) -> String { String(decoding: record.value ?? [], as: UTF8.self) }
}
