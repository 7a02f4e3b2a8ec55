import ChatModel
import Foundation
import Kafka
import Simulation
import TestSupport
import Testing

extension System {
  /// What `dogear verify --json` prints.
  struct Verdict: Decodable {
    struct Counts: Decodable, Equatable {
      let unread: Int
      let mentions: Int
    }
    struct Entry: Decodable {
      let user: String
      let channel: String
      let place: String
      let expected: Counts
      let found: Counts?
    }
    let compared: Int
    let differences: [Entry]
  }

  /// Runs `dogear verify --json`, which ends as soon as everything is worked off.
  func verdict(patience: String = "120s") async throws -> (end: Program.End, verdict: Verdict) {
    // A question that Kafka answers too late ends it without one.
    let outcome = try await eventually("verify has a verdict", within: .seconds(300)) {
      let outcome = try await dogear("verify", "--json", "--patience", patience, within: .seconds(150))
      guard !outcome.output.isEmpty else { throw TooLate(what: "verify said: \(outcome.errors)") }
      return outcome
    }
    return (outcome.end, try JSONDecoder().decode(Verdict.self, from: Data(outcome.output.utf8)))
  }

  /// Expects that every count is right, in Redis and in the snapshots.
  func expectNoDifference(in world: World, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let compared = try await expectNoDifference(sourceLocation: sourceLocation)
    #expect(compared == world.memberships.count, sourceLocation: sourceLocation)
  }

  /// Expects that every count is right where people have come and gone, so that it is not known how many there are.
  ///
  /// That servers have healed one since all is worked off counts as wrong: nobody would see it in what `verify` says in the end.
  /// - Returns: How many there are.
  @discardableResult
  func expectNoDifference(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int {
    try await eventually("everything is worked off, and counted", within: .seconds(120)) {
      for topic in [topics.messages, topics.receipts] where try await lag(topic) > 0 { return false }
      return try await counters().unbuilt().isEmpty
    }
    let before = healed
    let (end, verdict) = try await verdict()
    try #require(verdict.differences.isEmpty, sourceLocation: sourceLocation)
    #expect(end == .exited(0), sourceLocation: sourceLocation)
    #expect(healed == before, "a server has healed it:\n\(samples)", sourceLocation: sourceLocation)
    return verdict.compared
  }

  /// How many counts servers have found wrong and brought anew.
  private var healed: Int {
    var news = ServerNews()
    for number in serverNumbers { _ = news.read(Array(logged(by: number).utf8)) }
    return news.healed
  }

  /// What the servers' samplers have logged, for a failure's report.
  private var samples: String {
    serverNumbers.flatMap { logged(by: $0).split(separator: "\n") }.filter { $0.contains("sample: ") }
      .joined(separator: "\n")
  }

  /// What Redis says of a counter; nil if there is none.
  func badge(_ key: UserChannel) async throws -> Badge? {
    let found = try await counters().counters(of: key.user, in: [key.channel], listing: [])
    return found[key.channel]?.numbers.badge(in: key.channel)
  }

  /// Records in a topic that its group, which has the same name, has not committed.
  func lag(_ topic: String) async throws -> Int64 {
    let marks = try await admin.watermarks(of: await allPartitions(topic))
    return marks.values.reduce(0) { $0 + $1.high } - (try await committed(topic))
  }

  /// Records in a topic that its group has committed.
  func committed(_ topic: String) async throws -> Int64 {
    let partitions = try await allPartitions(topic)
    return try await admin.committedOffsets(group: topic, partitions: partitions).values.reduce(0, +)
  }

  /// The partitions with records that are not committed, for a failure's report.
  var waiting: String {
    get async {
      var lines: [String] = []
      for topic in [topics.messages, topics.receipts] {
        let partitions = (try? await allPartitions(topic)) ?? []
        let marks = (try? await admin.watermarks(of: partitions)) ?? [:]
        let committed = (try? await admin.committedOffsets(group: topic, partitions: partitions)) ?? [:]
        for partition in partitions where marks[partition]?.high != committed[partition, default: 0] {
          let end = marks[partition].map { "\($0.high)" } ?? "?"
          lines.append("\(partition) ends at \(end), committed \(committed[partition, default: 0])")
        }
      }
      return lines.joined(separator: "\n")
    }
  }

  private func allPartitions(_ topic: String) async throws -> [TopicPartition] {
    let count = try await admin.partitions(of: topic)
    return (0..<Int32(count)).map { TopicPartition(topic: topic, partition: $0) }
  }

  /// Messages stored so far.
  func storedMessages() async throws -> Int64 {
    try await store.heads().values.reduce(0, +)
  }

  /// All dead letters, in order.
  func deadLetters() async throws -> [KafkaRecord] {
    let partition = TopicPartition(topic: topics.deadLetters, partition: 0)
    let end = try await admin.watermarks(of: partition).high
    let reader = try KafkaReader(
      KafkaConfiguration(brokers: endpoints.kafkaBrokers), from: [partition: .beginning])
    var records: [KafkaRecord] = []
    let deadline = ContinuousClock.now + .seconds(30)
    while (records.last?.offset ?? -1) + 1 < end {
      guard ContinuousClock.now < deadline else { throw TooLate(what: "the dead letters up to \(end)") }
      records += try await reader.poll(max: 1_000, wait: .milliseconds(200))
    }
    await reader.close()
    return records
  }
}
