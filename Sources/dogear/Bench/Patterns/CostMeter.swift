import Bench
import Glibc
import Patterns
import Postgres

/// What a run costs: processor time by process, and what PostgreSQL counts.
struct CostMeter: Sendable {
  private let stage: PatternStage
  private let server: Int32?
  private let before: Sample

  /// What was counted at one moment.
  private struct Sample: Sendable {
    let ticks: [PatternProcess: Int]
    let log: Int64
    let transactions: Int64
  }

  /// Begins to measure, right behind a checkpoint, so that every run writes the pages that it touches as a whole once.
  init(_ setup: PatternSetup) async throws {
    stage = setup.stage
    server = setup.server?.pid
    try await stage.pool.execute(script: "CHECKPOINT")
    before = Sample(
      ticks: await Self.ticks(stage, server: server), log: try await Self.log(stage),
      transactions: try await Self.transactions(stage))
  }

  /// Takes what is measured while everything still runs.
  func reading() async throws -> Reading {
    let after = await Self.ticks(stage, server: server)
    let seconds = Double(sysconf(Int32(_SC_CLK_TCK)))
    let log = try await Self.log(stage)
    return Reading(
      processorSeconds: after.reduce(into: [:]) { result, entry in
        result[entry.key] = Double(entry.value - (before.ticks[entry.key] ?? 0)) / seconds
      }, logBytes: log - before.log)
  }

  /// The transactions, once all others have left the database: a connection tells its last ones when it ends.
  /// - Parameter asked: How many of them were ours.
  func transactions(without asked: Int) async throws -> Int64 {
    try await waitUntil("the end of all connections", within: .seconds(15)) {
      let rows = try await stage.pool.query(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
        """)
      return try rows.first?.bigint(0) == 0
    }
    return max(0, try await Self.transactions(stage) - before.transactions - Int64(asked))
  }

  struct Reading: Sendable {
    let processorSeconds: [PatternProcess: Double]
    let logBytes: Int64
  }

  private static func ticks(_ stage: PatternStage, server: Int32?) async -> [PatternProcess: Int] {
    let tree = ProcessTree.now()
    var ticks: [PatternProcess: Int] = [.client: ProcessSample(of: getpid())?.ticks ?? 0]
    if let server { ticks[.server] = tree.ticks(of: server) }
    let stack = stage.host.stack
    if let pid = await stack.pid(.redis) { ticks[.redis] = tree.ticks(of: pid) }
    if let pid = await stack.pid(.postgres) { ticks[.postgres] = tree.ticks(of: pid) }
    if let pid = await stack.pid(.kafka) { ticks[.kafka] = tree.ticks(of: pid) }
    return ticks
  }

  private static func log(_ stage: PatternStage) async throws -> Int64 {
    let rows = try await stage.pool.query(
      "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
    return try rows.first?.bigint(0) ?? 0
  }

  private static func transactions(_ stage: PatternStage) async throws -> Int64 {
    // A connection tells its transactions once a second, unless it is asked to do so at once.
    try await stage.pool.query("SELECT pg_stat_force_next_flush()")
    let rows = try await stage.pool.query(
      "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")
    return try rows.first?.bigint(0) ?? 0
  }
}
