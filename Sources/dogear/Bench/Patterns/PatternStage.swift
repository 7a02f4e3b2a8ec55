import Assets
import Patterns
import Postgres
import Redis
import Stores

/// The throwaway stack on which the patterns take turns, and what looks at it from outside.
struct PatternStage: Sendable {
  let host: StackHost
  let pool: PostgresPool
  let redis: RedisConnection
  /// How often C syncs.
  let syncInterval: Duration
  /// The file that all processes log to.
  let log: String

  /// The database notes when each transaction was committed, from which the time until durable is taken.
  static let postgresSettings = ["track_commit_timestamp": "on"]

  init(_ host: StackHost, syncInterval: Duration, log: String) async throws {
    self.host = host
    self.syncInterval = syncInterval
    self.log = log
    pool = PostgresPool(host.backends.endpoints.databaseURL, name: "bench-observer", size: 1)
    redis = host.backends.redisConnection(name: "bench-observer")
    try await PostgresStore(pool).migrate(Assets.schema)
  }

  func close() async {
    try? await PositionTable.drop(pool)
    await pool.close()
    await redis.close()
  }

  /// The settings that decide what an acknowledgement is worth, as the servers name them.
  func durability() async throws -> [(name: String, value: String)] {
    var settings: [(name: String, value: String)] = []
    for name in ["fsync", "synchronous_commit", "full_page_writes", "track_commit_timestamp"] {
      let value = try await pool.query("SELECT current_setting($1)", [.text(name)]).first?.text(0)
      settings.append(("PostgreSQL \(name)", value ?? ""))
    }
    for name in ["appendonly", "appendfsync", "save"] {
      let answer = try await redis.send(["CONFIG", "GET", name]).array?.last?.string ?? ""
      settings.append(("Redis \(name)", answer.isEmpty ? "none" : answer))
    }
    return settings
  }

  /// What the servers call themselves.
  func versions() async throws -> [(name: String, value: String)] {
    let postgres = try await pool.query("SELECT current_setting('server_version')").first?.text(0) ?? ""
    return [
      // "15.14 (Debian 15.14-0+deb12u1)"
      ("PostgreSQL", String(postgres.prefix { $0 != " " })),
      ("Redis", try await redis.info("server")["redis_version"] ?? ""),
    ]
  }
}
