import Kafka
import Service
import Stores

/// Leaves a consumer group at shutdown, after the flow that reads it has finished: services end in reverse order.
struct ConsumerService: Service {
  private let source: KafkaEventSource

  init(_ source: KafkaEventSource) {
    self.source = source
  }

  func run() async throws {
    try? await gracefulShutdown()
    await source.close()
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
