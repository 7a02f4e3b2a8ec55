import Synchronization

/// How many messages of a producer are not settled yet.
///
/// librdkafka's own count, `rd_kafka_outq_len`, includes events such as errors.
final class MessageCount: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func add(_ change: Int) {
    count.add(change, ordering: .relaxed)
  }
}
