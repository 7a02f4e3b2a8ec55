import CRdKafka
import Synchronization

/// Ends a wait on a librdkafka queue from another thread.
///
/// It owns a reference to the queue, which must be given back with `close()` before the client is closed or
/// destroyed; later wake-ups do nothing.
final class QueueWaker: Sendable {
  private struct Reference {
    /// Only used under the lock, by functions that librdkafka allows from any thread.
    nonisolated(unsafe) let pointer: OpaquePointer
  }

  private let queue: Mutex<Reference?>

  init(taking queue: sending OpaquePointer?) {
    self.queue = Mutex(queue.map { Reference(pointer: $0) })
  }

  /// Makes the current wait return at once, or the next one if nobody is waiting.
  func wake() {
    queue.withLock { reference in
      if let reference { rd_kafka_queue_yield(reference.pointer) }
    }
  }

  /// Gives the reference back.
  func close() {
    queue.withLock { reference in
      if let reference { rd_kafka_queue_destroy(reference.pointer) }
      reference = nil
    }
  }
}
