import ChatModel
import Kafka
import Synchronization

/// The consuming end of the log over a Kafka consumer group.
public final class KafkaEventSource: EventSource {
  /// What the consumer's hook changes, too: apart, since it outlives the source until the last rebalance is over.
  private final class Shared: Sendable {
    private let state = Mutex(State())

    func withLock<Result>(_ body: (inout sending State) -> sending Result) -> sending Result {
      state.withLock(body)
    }
  }

  private struct State {
    var isHeld = false
    var holdings = Holdings()
    /// What a poll returned that only kept the membership.
    var kept: [LogRecord] = []

    mutating func lose(_ partitions: [TopicPartition]) {
      let lost = Set(partitions.map(LogPartition.init))
      holdings.lose(lost)
      kept.removeAll { lost.contains($0.partition) }
    }
  }

  private let consumer: KafkaConsumer
  private let state: Shared

  /// Joins a group, in the background.
  /// - Throws: `KafkaError` for a setting that librdkafka does not know.
  public init(_ configuration: KafkaConfiguration, group: String, topic: String) throws(KafkaError) {
    let state = Shared()
    self.state = state
    consumer = try KafkaConsumer(configuration, group: group, topics: [topic]) { change in
      switch change {
      case .assigned: break
      case .revoked(let partitions), .lost(let partitions): state.withLock { $0.lose(partitions) }
      }
      return [:]
    }
  }

  /// The next records; see the port.
  public func poll(most: Int, wait: Duration) async throws -> [LogRecord] {
    if state.withLock({ $0.isHeld }) {
      try await consumer.resume()
      state.withLock { $0.isHeld = false }
    }
    let kept = state.withLock { state in
      defer { state.kept = Array(state.kept.dropFirst(most)) }
      return Array(state.kept.prefix(most))
    }
    if !kept.isEmpty { return kept }
    return try await take(most, wait)
  }

  /// Polls, and notes what came.
  private func take(_ most: Int, _ wait: Duration) async throws -> [LogRecord] {
    let records = try await consumer.poll(max: most, wait: wait).map { record in
      LogRecord(
        partition: LogPartition(topic: record.topic, partition: record.partition), offset: record.offset,
        key: record.key, value: record.value,
        timestamp: Timestamp(milliseconds: record.timestampMilliseconds ?? 0))
    }
    state.withLock { $0.holdings.note(records) }
    return records
  }

  /// Commits offsets.
  ///
  /// Partitions that have moved to another member meanwhile are no failure: their records come again there,
  /// and everything that was done with them may be repeated. Those that have come back since are left out: what the other
  /// member committed is not taken back.
  public func commit(_ next: [LogPartition: Int64]) async throws {
    let offsets = state.withLock { $0.holdings.committable(next) }.map {
      (TopicPartition(topic: $0.topic, partition: $0.partition), $1)
    }
    do {
      try await consumer.commit(Dictionary(uniqueKeysWithValues: offsets))
    } catch {
      guard Self.moved.contains(error.code) else { throw error }
    }
  }

  private static let moved: Set<KafkaError.Code> = [.illegalGeneration, .unknownMember, .rebalanceInProgress]

  /// Stays in the group without taking records; one that comes all the same is kept for the next poll.
  public func hold() async throws {
    if !state.withLock({ $0.isHeld }) {
      try await consumer.pause()
      state.withLock { $0.isHeld = true }
    }
    let records = try await take(1, .zero)
    state.withLock { $0.kept += records }
  }

  /// Ends a waiting poll.
  public func wakeUp() {
    consumer.wakeUp()
  }

  /// Leaves the group.
  public func close() async {
    await consumer.close()
  }
}

extension LogPartition {
  fileprivate init(_ partition: TopicPartition) {
    self.init(topic: partition.topic, partition: partition.partition)
  }
}
