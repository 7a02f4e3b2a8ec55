import CRdKafka
import Dispatch
import Synchronization

/// What the group consumer and the reader share: the waiting poll, its interruption, and the way down.
///
/// Its owner, an actor with a lane, makes all blocking calls from that lane and calls `close()` last.
final class ConsumerCore: Sendable {
  let client: ClientHandle
  private let waker: QueueWaker
  /// An error that came after records of the same poll, for the next poll to throw.
  private let postponed = Mutex<KafkaError?>(nil)

  init(_ client: ClientHandle) {
    self.client = client
    rd_kafka_poll_set_consumer(client.pointer)
    waker = QueueWaker(taking: rd_kafka_queue_get_consumer(client.pointer))
  }

  func wakeUp() {
    waker.wake()
  }

  /// Waits for one record and takes what else is already here, up to `most`.
  ///
  /// One by one: the batch call is unsafe across rebalances in librdkafka 2.0.2 and no faster.
  /// - Parameter takeRevoked: Tells which partitions were given away since it was last asked, which happens
  ///   inside librdkafka's poll; their records of the earlier polls are left out and the batch ends. A record
  ///   that the same poll still returns belongs to the assignment after that and stays.
  func poll(
    most: Int, wait: Duration, takeRevoked: () -> Set<TopicPartition> = { [] }
  ) throws(KafkaError) -> [KafkaRecord] {
    if let error = postponed.withLock({ $0.take() }) { throw error }
    var records: [KafkaRecord] = []
    var decoder = RecordDecoder()
    var timeout = wait.librdkafkaMilliseconds
    var goesOn = true
    while goesOn, records.count < most {
      let message = rd_kafka_consumer_poll(client.pointer, timeout)
      let revoked = takeRevoked()
      if !revoked.isEmpty { records.removeAll { revoked.contains($0.topicPartition) } }
      guard let message else { break }
      defer { rd_kafka_message_destroy(message) }
      timeout = 0
      goesOn = revoked.isEmpty
      if message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR {
        records.append(decoder.record(message))
      } else if let error = notable(message) {
        guard !records.isEmpty else { throw error }
        postponed.withLock { $0 = error }
        goesOn = false
      }
    }
    return records
  }

  /// How long leaving the group may take, a last commit included, before it goes on without anybody waiting: without
  /// brokers librdkafka 2.0.2 now and then waits for an answer for ever.
  private static let patience: DispatchTimeInterval = .seconds(12)

  /// Leaves the group, if there is one, and destroys the client; blocks until done, but not for ever.
  func close() {
    let done = DispatchSemaphore(value: 0)
    client.abandon { _ in
      self.tearDown()
      done.signal()
    }
    guard done.wait(timeout: .now() + Self.patience) == .timedOut else { return }
    client.context.log(
      KafkaLogLine(
        level: .warning, facility: "close", text: "the group was not left in time; its session will expire"))
  }

  /// Closes in the background, for owners that were dropped unclosed.
  func abandon() {
    client.abandon { _ in self.tearDown() }
  }

  /// The order matters: the queue reference before the consumer (rdkafka.h, `rd_kafka_queue_get_consumer`),
  /// the consumer, whose last rebalance still runs callbacks, before the client.
  private func tearDown() {
    waker.close()
    rd_kafka_consumer_close(client.pointer)
    client.destroy()
  }

  /// The error in `message` if the caller must know it; what passes by itself is only logged.
  private func notable(_ message: UnsafePointer<rd_kafka_message_t>) -> KafkaError? {
    let code = KafkaError.Code(message.pointee.err)
    if code == .fatal { return .fatalError(of: client.pointer, attempt: "consume") }
    let text = rd_kafka_message_errstr(message).map { String(cString: $0) }
    if code.needsAttention { return KafkaError(code: code, message: text, attempt: "consume") }
    if code != .partitionEnd {
      client.context.log(KafkaLogLine(level: .warning, facility: code.name, text: text ?? code.message))
    }
    return nil
  }
}
