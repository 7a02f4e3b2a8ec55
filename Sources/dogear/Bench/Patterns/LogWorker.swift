import ChatModel
import Kafka
import Patterns
import Stores

/// Pattern D: receipts as Dogear's clients send them, acknowledged by all replicas.
///
/// Several workers share a producer, so that batches are under way while others are being made.
actor LogWorker: PatternWorker {
  nonisolated let most = 2_500
  private let producer: KafkaProducer
  private let sink: KafkaEventSink
  private let topics: Topics

  init(_ producer: KafkaProducer, topics: Topics) {
    self.producer = producer
    self.topics = topics
    sink = KafkaEventSink(producer)
  }

  func record(_ events: ArraySlice<ReadEvent>) async throws {
    try await sink.append(
      try events.map { event in
        LogEntry(
          try ReceiptEvent(Readers.key(of: event.membership), .read, seq: event.seq, epoch: 0), topics: topics
        )
      })
  }

  func close() async {
    await producer.close()
  }
}
