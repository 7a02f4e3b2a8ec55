import Kafka
import Synchronization

/// A consumer that polls all the time and remembers what it has seen, as a server would.
final class GroupMember: Sendable {
  private struct State {
    var records: [KafkaRecord] = []
    var next: [TopicPartition: Int64] = [:]
    var events: [KafkaRebalance] = []
    var partitions: Set<TopicPartition> = []
  }

  let consumer: KafkaConsumer
  private let log: Log
  private let polling: Task<Void, any Error>

  /// - Parameter commitsOnRevoke: Whether what was seen is committed when partitions are given away.
  init(_ configuration: KafkaConfiguration, group: String, topic: String, commitsOnRevoke: Bool) throws {
    var configuration = configuration
    // Longer than the machine may be busy with something else.
    configuration.settings["session.timeout.ms"] = "30000"
    let log = Log()
    let consumer = try KafkaConsumer(configuration, group: group, topics: [topic]) { event in
      log.note(event, commits: commitsOnRevoke)
    }
    self.log = log
    self.consumer = consumer
    polling = Task {
      while !Task.isCancelled {
        log.note(try await consumer.poll(max: 500, wait: .milliseconds(200)))
      }
    }
  }

  var records: [KafkaRecord] { log.state.withLock { $0.records } }
  var partitions: Set<TopicPartition> { log.state.withLock { $0.partitions } }
  var events: [KafkaRebalance] { log.state.withLock { $0.events } }

  func close() async {
    polling.cancel()
    _ = await polling.result
    await consumer.close()
  }

  private final class Log: Sendable {
    let state = Mutex(State())

    func note(_ records: [KafkaRecord]) {
      state.withLock { state in
        state.records += records
        for record in records { state.next[record.topicPartition] = record.offset + 1 }
      }
    }

    func note(_ event: KafkaRebalance, commits: Bool) -> [TopicPartition: Int64] {
      state.withLock { state in
        state.events.append(event)
        switch event {
        case .assigned(let partitions):
          state.partitions.formUnion(partitions)
          return [:]
        case .revoked(let partitions), .lost(let partitions):
          state.partitions.subtract(partitions)
          let offsets = state.next.filter { partitions.contains($0.key) }
          for partition in partitions { state.next[partition] = nil }
          return commits ? offsets : [:]
        }
      }
    }
  }
}
