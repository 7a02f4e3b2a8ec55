import ChatModel
import Kafka
import Synchronization

/// The consuming end of the log over a Kafka consumer group.
public final class KafkaEventSource: EventSource {
  private let consumer: KafkaConsumer
  private let isHeld = Mutex(false)

  /// Creates a source over a consumer that nothing else polls.
  public init(_ consumer: KafkaConsumer) {
    self.consumer = consumer
  }

  /// The next records; see the port.
  public func poll(most: Int, wait: Duration) async throws -> [LogRecord] {
    if isHeld.withLock({ $0 }) {
      try await consumer.resume()
      isHeld.withLock { $0 = false }
    }
    return try await consumer.poll(max: most, wait: wait).map { record in
      LogRecord(
        partition: LogPartition(topic: record.topic, partition: record.partition), offset: record.offset,
        key: record.key, value: record.value,
        timestamp: Timestamp(milliseconds: record.timestampMilliseconds ?? 0))
    }
  }

  /// Commits offsets.
  ///
  /// Partitions that have moved to another member meanwhile are no failure: their records come again there,
  /// and everything that was done with them may be repeated.
  public func commit(_ next: [LogPartition: Int64]) async throws {
    let offsets = next.map { (TopicPartition(topic: $0.topic, partition: $0.partition), $1) }
    do {
      try await consumer.commit(Dictionary(uniqueKeysWithValues: offsets))
    } catch {
      guard Self.moved.contains(error.code) else { throw error }
    }
  }

  private static let moved: Set<KafkaError.Code> = [.illegalGeneration, .unknownMember, .rebalanceInProgress]

  /// Stays in the group without taking records.
  public func hold() async throws {
    if !isHeld.withLock({ $0 }) {
      try await consumer.pause()
      isHeld.withLock { $0 = true }
    }
    _ = try await consumer.poll(max: 1, wait: .zero)
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
