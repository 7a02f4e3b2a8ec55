import ChatModel
import ChatServer
import Foundation
import Measure
import Postgres
import Redis

/// What every bench asks of the system beside its own question.
struct BenchChecks: Sendable {
  let backends: Backends

  /// Throws the counters away, and waits until the servers have built them anew.
  func buildCounters(within limit: Duration = .seconds(120)) async throws {
    let counters = backends.counters(name: "dogear-bench", loading: true)
    try await counters.close(counters.buckets)
    try await waitUntil("the server builds the counters", within: limit) {
      try await counters.unbuilt().isEmpty
    }
  }

  /// Whether every count is right, once what is under way has arrived.
  /// - Parameter users: Whose; nil for everybody's.
  func counts(of users: [UserID]? = nil, patience: Duration = .seconds(60)) async throws -> Verdict {
    let store = backends.store(name: "dogear-bench-verify", connections: 1)
    let admin = try backends.admin()
    let progress = backends.progress(admin)
    let verifier = Verifier(
      truth: store, counters: backends.counters(name: "dogear-bench-verify", loading: false),
      snapshots: store, logs: [progress.messages, progress.receipts])
    let result = try await verifier.run(of: users, patience: patience)
    await admin.close()
    let first =
      result.differences.first.map { difference in
        ", the first: \(difference.key) in \(difference.place.rawValue) has "
          + (difference.found.map { "\($0)" } ?? "nothing") + " for \(difference.expected)"
      } ?? ""
    return Verdict(
      name: "counts", holds: result.differences.isEmpty,
      sentence: "\(result.compared) counts compared, \(result.differences.count) differences\(first)")
  }

  /// What the services are.
  func versions(kafkaHome: String?) async throws -> [Fact] {
    let pool = PostgresPool(backends.endpoints.databaseURL, name: "dogear-bench-version", size: 1)
    let redis = backends.redisConnection(name: "dogear-bench-version")
    let facts = [
      try await Self.version(of: redis), try await Self.version(of: pool), Self.kafka(home: kafkaHome),
    ]
    await pool.close()
    await redis.close()
    return facts
  }

  static func version(of redis: RedisConnection) async throws -> Fact {
    Fact("Redis", try await redis.info("server")["redis_version"] ?? "unknown")
  }

  static func version(of pool: PostgresPool) async throws -> Fact {
    let settings = ["server_version", "fsync", "synchronous_commit"]
    let rows = try await pool.query(
      "SELECT string_agg(current_setting(s), ', ' ORDER BY n) FROM unnest($1) WITH ORDINALITY AS k (s, n)",
      [.textArray(settings)])
    let values = (try rows.first?.text(0) ?? "").split(separator: ", ").map(String.init)
    let named = zip(settings, values).dropFirst().map { "\($0) \($1)" }
    return Fact("PostgreSQL", ([values.first ?? "unknown"] + named).joined(separator: ", "))
  }

  private static func kafka(home: String?) -> Fact {
    guard let home, !home.isEmpty else { return Fact("Kafka", "librdkafka's in-process broker, in memory") }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(home)/libs")) ?? []
    let version = files.compactMap { $0.wholeMatch(of: /kafka-clients-(.+)\.jar/) }.first.map { String($0.1) }
    return Fact("Kafka", "Apache Kafka \(version ?? "in \(home)"), acks=all")
  }
}
