import CRdKafka
import Foundation
import Lanes
import Synchronization

/// An `rd_kafka_t` and what its callbacks need.
///
/// Its owner calls `destroy()` once, last of all, on a thread that may block; nobody may use `pointer` after
/// that. An owner that was never closed calls `abandon(_:)` from its `deinit` instead.
final class ClientHandle: Sendable {
  /// The client.
  ///
  /// librdkafka's functions may be called from any thread at any time (rdkafka.h, "thread-safe"), so
  /// sharing the pointer is safe; it never changes.
  nonisolated(unsafe) let pointer: OpaquePointer
  let context: ClientContext

  /// Creates a client from settings; the `defaults` are those of the kind of client.
  /// - Parameter prepare: Sets further callbacks before the client starts.
  init(
    _ kind: rd_kafka_type_t, _ configuration: KafkaConfiguration, defaults: [String: String],
    context: ClientContext, prepare: (OpaquePointer) -> Void = { _ in }
  ) throws(KafkaError) {
    let settings = try configuration.applied(over: defaults)
    context.install(in: settings)
    prepare(settings)
    let (client, reason) = KafkaError.withErrorText { rd_kafka_new(kind, settings, $0, $1) }
    guard let client else {
      let code = rd_kafka_last_error()
      rd_kafka_conf_destroy(settings)
      throw KafkaError(code: .init(code), message: reason, attempt: "create a Kafka client")
    }
    pointer = client
    self.context = context
  }

  /// Ends the client's threads; blocks for some milliseconds, or longer while requests are under way.
  func destroy() {
    rd_kafka_destroy(pointer)
  }

  /// Runs `teardown`, which ends with `destroy()`, on a thread of its own, for owners that cannot wait for it.
  func abandon(_ teardown: @escaping @Sendable (ClientHandle) -> Void) {
    let thread = Thread { teardown(self) }
    thread.name = "kafka-abandoned"
    thread.start()
  }
}

/// Runs blocking calls one after another on a thread of its own.
actor Errands {
  private let lane = Lane(name: "kafka-errands")

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  func run<Result: Sendable>(_ call: @Sendable () -> Result) -> Result {
    call()
  }
}

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

extension Duration {
  /// Whole milliseconds for librdkafka: rounded up, from 0 to what an `int` holds.
  var librdkafkaMilliseconds: Int32 { Int32(clamping: wholeMilliseconds) }
}
