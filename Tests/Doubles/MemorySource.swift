import ChatModel
import Synchronization
import TestSupport

/// A consumer of a memory log.
///
/// It starts at the group's committed offsets, so a new one after a crash sees everything again that was not
/// committed.
///
/// Two sources of one group both see all partitions, as a member does that does not know yet that it was replaced: every
/// record is then delivered at least twice.
public final class MemorySource: EventSource {
  private struct State {
    var positions: [LogPartition: Int64]
    var holdings = Holdings()
    /// Up to where partitions were read whose part of a batch was not committed with the rest.
    var leftOut: [LogPartition: Int64] = [:]
    var random: SeededRandom
  }

  private let log: MemoryLog
  private let group: String
  private let topic: String
  private let faults: Faults?
  private let state: Mutex<State>

  /// Joins a group.
  ///
  /// The seed decides how the partitions interleave.
  public init(_ log: MemoryLog, group: String, topic: String, seed: UInt64 = 0, faults: Faults? = nil) {
    self.log = log
    self.group = group
    self.topic = topic
    self.faults = faults
    state = Mutex(State(positions: log.committed(group: group), random: SeededRandom(seed: seed)))
  }

  /// Some of the next records of some partitions; never waits.
  public func poll(most: Int, wait: Duration) async throws -> [LogRecord] {
    // A poll that failed after it took records would lose them until the group is joined anew; Kafka's does not.
    try faults.around {}
    return state.withLock { state in
      var taken: [LogRecord] = []
      for partition in log.partitions(of: topic).shuffled(using: &state.random) {
        let share = Int.random(in: 0...(most - taken.count), using: &state.random)
        let records = log.read(partition, from: state.positions[partition] ?? 0, most: share)
        state.positions[partition, default: 0] += Int64(records.count)
        if let first = records.first, first.offset < state.leftOut[partition] ?? 0 {
          faults.note(.redeliveryAfterPartialCommit)
        }
        state.holdings.note(records)
        taken += records
        if faults?.mutation == .commitsEarly {
          log.commit([partition: state.positions[partition] ?? 0], group: group)
        }
      }
      return taken
    }
  }

  /// Commits offsets for the group.
  public func commit(_ next: [LogPartition: Int64]) async throws {
    let own = state.withLock { state in
      let own = state.holdings.committable(next)
      if !own.isEmpty { state.leftOut.merge(next.filter { own[$0.key] == nil }) { max($0, $1) } }
      return own
    }
    try faults.around { [log, group] in log.commit(own, group: group) }
  }

  /// Gives some partitions away and takes them back, as in a rebalance: reading goes on where the group has committed.
  public func rebalance() {
    state.withLock { state in
      for partition in log.partitions(of: topic) where Bool.random(using: &state.random) {
        state.holdings.lose([partition])
        state.positions[partition] = log.committed(group: group)[partition] ?? 0
      }
    }
  }

  /// Whether everything in the log was delivered.
  public var isAtEnd: Bool {
    let positions = state.withLock { $0.positions }
    return log.partitions(of: topic).allSatisfy { partition in
      log.read(partition, from: positions[partition] ?? 0, most: 1).isEmpty
    }
  }

  /// Nothing to hold: a memory log has no sessions that expire.
  public func hold() async throws {}

  /// Nothing to wake: a poll never waits.
  public func wakeUp() {}
}
