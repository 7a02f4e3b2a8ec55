import Kafka
import Service
import Stores

/// Leaves a consumer group at shutdown, after the flows that read it have finished: services end in reverse order.
///
/// All members leave at once: one after the other, each would first be given the partitions of the one before.
struct ConsumerService: Service {
  private let sources: [KafkaEventSource]

  init(_ sources: [KafkaEventSource]) {
    self.sources = sources
  }

  func run() async throws {
    try? await gracefulShutdown()
    await withDiscardingTaskGroup { group in
      for source in sources { group.addTask { await source.close() } }
    }
  }
}

/// Delivers what is queued at shutdown, after everything that produces has finished.
struct ProducerService: Service {
  private let producer: KafkaProducer

  init(_ producer: KafkaProducer) {
    self.producer = producer
  }

  func run() async throws {
    try? await gracefulShutdown()
    await producer.close()
  }
}
