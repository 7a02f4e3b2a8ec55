import Patterns
import Postgres
import Redis
import Service

/// The sync of pattern C: every interval, what has changed in Redis goes to the database in batches.
///
/// Nothing is kept in this process. The set of changes is renamed before it is read and taken away only after the
/// transaction, so a sync that is killed anywhere is repeated by the next, and repeating writes nothing.
struct ScheduledSync {
  /// A few thousand rows a statement are as cheap a row as more of them.
  private static let batch = 5_000

  private let redis: RedisConnection
  private let pool: PostgresPool
  private let interval: Duration
  private let logger = Logger(label: "bench-sync")

  init(_ backends: Backends, interval: Duration) {
    redis = backends.redisConnection(name: "bench-sync")
    pool = PostgresPool(backends.endpoints.databaseURL, name: "bench-sync", size: 1)
    self.interval = interval
  }

  /// Syncs until the task is cancelled.
  ///
  /// What fails is tried again at the next beat.
  func run() async {
    var next = ContinuousClock.now
    while !Task.isCancelled {
      do {
        try await syncAll()
      } catch {
        logger.warning("a sync failed and will be repeated", metadata: ["error": "\(error)"])
      }
      next = max(.now, next + interval)
      try? await Task.sleep(until: next, clock: .continuous)
    }
    await redis.close()
    await pool.close()
  }

  private func syncAll() async throws {
    try await drain()
    let renamed = try await redis.pipeline([["RENAMENX", RedisRegisters.dirty, RedisRegisters.syncing]])
    // The other answer is an error: there is no such key, since nothing has changed.
    if renamed.first?.integer == 1 { try await drain() }
  }

  /// Writes the renamed set, lowest positions first, until nothing of it is left.
  private func drain() async throws {
    while !Task.isCancelled {
      let range: RedisCommand = ["ZRANGE", RedisRegisters.syncing, "0", "\(Self.batch - 1)", "WITHSCORES"]
      let words = try await redis.send(range).array ?? []
      guard !words.isEmpty else { return }
      try await write(words)
      _ = try await redis.send(
        ["ZREMRANGEBYRANK", RedisRegisters.syncing, "0", "\(words.count / 2 - 1)"])
    }
  }

  private func write(_ words: [RedisValue]) async throws {
    var rows: [(user: String, channel: String, seq: Int64)] = []
    for place in stride(from: 0, to: words.count - 1, by: 2) {
      let names = words[place].string?.split(separator: " ") ?? []
      guard names.count == 2, let seq = words[place + 1].integer else { continue }
      rows.append((String(names[0]), String(names[1]), seq))
    }
    try await pool.query(
      PositionTable.batchUpsert,
      [.textArray(rows.map(\.user)), .textArray(rows.map(\.channel)), .bigintArray(rows.map(\.seq))])
  }
}
