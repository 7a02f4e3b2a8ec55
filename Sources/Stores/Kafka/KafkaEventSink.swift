import ChatModel
import Kafka

/// The producing end of the log over a Kafka producer, which acknowledges only what all replicas have.
public struct KafkaEventSink: EventSink {
  private let producer: KafkaProducer

  /// Creates a sink over a producer, which others may share.
  public init(_ producer: KafkaProducer) {
    self.producer = producer
  }

  /// Appends entries; see the port.
  public func append(_ entries: [LogEntry]) async throws {
    try await producer.send(
      entries.map { entry in
        KafkaMessage(
          topic: entry.topic, key: entry.key, value: entry.value,
          headers: entry.headers.sorted { $0.key < $1.key }.map { KafkaHeader($0.key, $0.value) },
          partition: entry.partition, timestampMilliseconds: entry.timestamp?.milliseconds)
      })
  }
}
