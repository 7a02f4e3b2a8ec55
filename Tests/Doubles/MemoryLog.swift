import ChatModel
import Synchronization

/// A log in memory: topics of a few partitions, and the committed offsets of groups.
public final class MemoryLog: EventSink {
  private struct State {
    var partitions: [LogPartition: [LogRecord]] = [:]
    var committed: [String: [LogPartition: Int64]] = [:]
  }

  private let state = Mutex(State())
  private let partitionCount: Int32
  private let clock: any WallClock
  private let faults: Faults?

  /// Creates an empty log; topics come into being when they are written to.
  public init(partitions: Int32 = 3, clock: any WallClock, faults: Faults? = nil) {
    partitionCount = partitions
    self.clock = clock
    self.faults = faults
  }

  /// Appends entries, each to the partition of its key.
  public func append(_ entries: [LogEntry]) async throws {
    try faults.around { self.appendAll(entries) }
  }

  /// Appends without faults: what a client does that retries until it is acknowledged.
  public func appendAll(_ entries: [LogEntry]) {
    let now = clock.now()
    state.withLock { state in
      for entry in entries {
        let hash = (entry.key ?? []).reduce(UInt32(17)) { $0 &* 31 &+ UInt32($1) }
        let partition = LogPartition(
          topic: entry.topic, partition: entry.partition ?? Int32(hash % UInt32(partitionCount)))
        let offset = Int64(state.partitions[partition]?.count ?? 0)
        state.partitions[partition, default: []].append(
          LogRecord(
            partition: partition, offset: offset, key: entry.key, value: entry.value,
            timestamp: entry.timestamp ?? now))
      }
    }
  }

  /// All records of a topic, partition by partition.
  public func records(of topic: String) -> [LogRecord] {
    state.withLock { state in
      (0..<partitionCount).flatMap { state.partitions[LogPartition(topic: topic, partition: $0)] ?? [] }
    }
  }

  /// Sets a group's offset back: everything from there on is delivered again.
  public func rewind(group: String, _ partition: LogPartition, to offset: Int64) {
    state.withLock { $0.committed[group, default: [:]][partition] = offset }
  }

  func committed(group: String) -> [LogPartition: Int64] {
    state.withLock { $0.committed[group] ?? [:] }
  }

  func commit(_ next: [LogPartition: Int64], group: String) {
    state.withLock { $0.committed[group, default: [:]].merge(next) { $1 } }
  }

  func read(_ partition: LogPartition, from offset: Int64, most: Int) -> [LogRecord] {
    state.withLock { state in
      let records = state.partitions[partition] ?? []
      guard offset < records.count else { return [] }
      return Array(records[Int(offset)...].prefix(most))
    }
  }

  /// The partitions of a topic.
  public func partitions(of topic: String) -> [LogPartition] {
    (0..<partitionCount).map { LogPartition(topic: topic, partition: $0) }
  }
}

extension MemoryLog {
  /// The progress of a group on a topic.
  public func progress(group: String, topic: String) -> LogProgress {
    Progress(log: self, group: group, topic: topic)
  }

  private struct Progress: LogProgress {
    let log: MemoryLog
    let group: String
    let topic: String

    func progress() async throws -> [LogPartition: PartitionProgress] {
      let committed = log.committed(group: group)
      return Dictionary(
        uniqueKeysWithValues: log.partitions(of: topic).map { partition in
          let end = Int64(log.read(partition, from: 0, most: .max).count)
          return (partition, PartitionProgress(start: 0, end: end, committed: committed[partition] ?? 0))
        })
    }
  }
}
