import ChatModel

/// Where logs ended at some moment: what stood in the database then is counted once their groups have come so far, as a
/// batch is committed after it is counted.
struct LogEnds: Sendable {
  private let logs: [any LogProgress]
  private let ends: [LogPartition: Int64]

  /// Asks where they end now.
  init(of logs: [any LogProgress]) async throws {
    self.logs = logs
    var ends: [LogPartition: Int64] = [:]
    for log in logs { ends.merge(try await log.progress().mapValues(\.end)) { $1 } }
    self.ends = ends
  }

  /// How many events of before that moment are not consumed yet.
  func waiting() async throws -> Int64 {
    var waiting: Int64 = 0
    for log in logs {
      for (partition, state) in try await log.progress() {
        waiting += max(0, (ends[partition] ?? 0) - state.committed)
      }
    }
    return waiting
  }
}
