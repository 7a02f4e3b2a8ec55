import CRdKafka
import Synchronization

/// Carries out what the group decides, in librdkafka's rebalance callback, which runs inside a poll or a
/// close.
final class RebalanceHandler: Sendable {
  private struct State {
    var isPaused = false
    var revoked: Set<TopicPartition> = []
  }

  private let hook: @Sendable (KafkaRebalance) -> [TopicPartition: Int64]
  private let log: @Sendable (KafkaLogLine) -> Void
  private let state = Mutex(State())

  init(
    hook: @escaping @Sendable (KafkaRebalance) -> [TopicPartition: Int64],
    log: @escaping @Sendable (KafkaLogLine) -> Void
  ) {
    self.hook = hook
    self.log = log
  }

  /// Whether partitions that are assigned from now on start paused.
  func setPaused(_ isPaused: Bool) {
    state.withLock { $0.isPaused = isPaused }
  }

  /// The partitions that were given away or lost since the last call.
  func takeRevoked() -> Set<TopicPartition> {
    state.withLock { state in
      defer { state.revoked.removeAll() }
      return state.revoked
    }
  }

  func handle(client: OpaquePointer, event: rd_kafka_resp_err_t, list: PartitionList.Raw?) {
    let partitions = list.map { PartitionList.entries(of: $0).map(\.partition) } ?? []
    if event == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS {
      assign(list, on: client)
      _ = hook(.assigned(partitions))
      return
    }
    state.withLock { $0.revoked.formUnion(partitions) }
    if rd_kafka_assignment_lost(client) != 0 {
      _ = hook(.lost(partitions))
    } else {
      let offsets = hook(.revoked(partitions)).filter { partitions.contains($0.key) }
      if !offsets.isEmpty { commit(offsets, on: client) }
    }
    assign(nil, on: client)
  }

  /// Takes partitions over, or gives all away, and tells every new one whether it is paused now.
  ///
  /// librdkafka remembers a partition's pause while it belongs to others: one that left during a pause and came back
  /// after it would never be read again.
  private func assign(_ list: PartitionList.Raw?, on client: OpaquePointer) {
    report(rd_kafka_assign(client, list), "take over partitions")
    guard let list else { return }
    if state.withLock({ $0.isPaused }) {
      report(rd_kafka_pause_partitions(client, list), "pause new partitions")
    } else {
      report(rd_kafka_resume_partitions(client, list), "read new partitions")
    }
  }

  /// How long a commit may hold up a rebalance; without its brokers it would hold it up for ever.
  private static let commitPatience: Int32 = 5_000

  private func commit(_ offsets: [TopicPartition: Int64], on client: OpaquePointer) {
    let attempt = "commit offsets before giving partitions away"
    let list = PartitionList(offsets)
    let queue = rd_kafka_queue_new(client)
    defer { rd_kafka_queue_destroy(queue) }
    let code = rd_kafka_commit_queue(client, list.pointer, queue, nil, nil)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { return report(code, attempt) }
    guard let answer = rd_kafka_queue_poll(queue, Self.commitPatience) else {
      return report(RD_KAFKA_RESP_ERR__TIMED_OUT, attempt)
    }
    report(rd_kafka_event_error(answer), attempt)
    rd_kafka_event_destroy(answer)
  }

  /// Nobody can be thrown at here; what was not committed is processed again by the next owner.
  private func report(_ code: rd_kafka_resp_err_t, _ attempt: String) {
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    let error = KafkaError(code: .init(code), attempt: attempt)
    log(KafkaLogLine(level: .error, facility: error.name, text: error.description))
  }
}

/// What happened to a consumer's share of its group's partitions.
public enum KafkaRebalance: Sendable, Equatable {
  /// These partitions now belong to the consumer, which reads on from their committed offsets.
  case assigned([TopicPartition])
  /// These partitions are about to be given away; offsets returned from the hook are committed first.
  case revoked([TopicPartition])
  /// These partitions already belong to someone else, so nothing can be committed for them any more.
  case lost([TopicPartition])
}
