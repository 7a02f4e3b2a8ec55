import Foundation
import Lanes
import Patterns
import Stack

/// What a process that a benchmark starts has to do.
struct PatternJob: Sendable, Codable {
  /// The process's part.
  enum Part: String, Sendable, Codable {
    /// Hands a workload over, and writes to standard output what was acknowledged.
    case load
    /// Carries on what others hand over, until it is ended.
    case server
  }

  let part: Part
  let pattern: Pattern
  let workload: Workload
  let endpoints: StackEndpoints
  let syncMilliseconds: Int

  /// The interval of scheduled syncs.
  var syncInterval: Duration { .milliseconds(syncMilliseconds) }

  init(
    _ part: Part, _ pattern: Pattern, _ workload: Workload, _ endpoints: StackEndpoints,
    syncInterval: Duration
  ) {
    self.part = part
    self.pattern = pattern
    self.workload = workload
    self.endpoints = endpoints
    syncMilliseconds = Int(syncInterval.wholeMilliseconds)
  }

  init(argument: String) throws {
    self = try JSONDecoder().decode(PatternJob.self, from: Data(argument.utf8))
  }

  func argument() throws -> String {
    String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
  }

  /// Those who record the receipts of the pattern.
  ///
  /// As many as are worth it on a small machine: eight connections to the database as pgbench has beside it; two to
  /// Redis, which has one thread; as many batches on their way to Kafka as keep a broker busy.
  func workers(_ backends: Backends) throws -> [any PatternWorker] {
    switch pattern {
    case .database: return (1...8).map { DatabaseWorker(backends, number: $0) }
    case .redis, .sync:
      return (1...2).map { RedisWorker(backends, number: $0, marksDirty: pattern == .sync) }
    case .log:
      let producer = try backends.producer()
      return (1...8).map { _ in LogWorker(producer, topics: backends.topics) }
    }
  }
}
