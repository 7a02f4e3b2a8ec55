import Canvas
import ChatModel
import Kafka
import Postgres
import Redis
import Stores

/// What was found out about one thing.
struct Finding: Sendable {
  let subject: String
  let isGood: Bool
  let words: String

  /// For a terminal: some of the words are the servers' own.
  var line: String { Sanitizer.line("\(isGood ? "✓" : "✗") \(subject.padding(to: 12)) \(words)") }
}

/// Looks at everything that a system needs.
struct Examination {
  private let backends: Backends

  init(_ backends: Backends) {
    self.backends = backends
  }

  /// All findings, in order.
  func checks() async -> [Finding] {
    [
      await check("PostgreSQL", "is the server running, and the URL right?", postgres),
      await check("tables", "start a server, which creates them: `dogear serve`", tables),
      await check("Redis", "is the server running, and the URL right?", redis),
      await check("counters", "start a server, which builds them: `dogear serve`", counters),
      await check("Kafka", "is the broker running, and the address right?", kafka),
      await check("topics", "start a server, which creates them: `dogear serve`", topics),
      await check("server", "start one: `dogear serve`", server),
    ]
  }

  private func check(
    _ subject: String, _ advice: String, _ look: () async throws -> String
  ) async -> Finding {
    do {
      return Finding(subject: subject, isGood: true, words: try await look())
    } catch {
      return Finding(subject: subject, isGood: false, words: "\(error) — \(advice)")
    }
  }

  private struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  private func postgres() async throws -> String {
    let pool = PostgresPool(backends.endpoints.databaseURL, name: "dogear-doctor", size: 1)
    let version = try await pool.query("SHOW server_version").first?.text(0) ?? "?"
    await pool.close()
    return "version \(version)"
  }

  private func tables() async throws -> String {
    let pool = PostgresPool(backends.endpoints.databaseURL, name: "dogear-doctor", size: 1)
    let row = try await pool.query(
      "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM channels), (SELECT count(*) FROM messages)"
    ).first
    await pool.close()
    return
      "\(try row?.bigint(0) ?? 0) users, \(try row?.bigint(1) ?? 0) channels, \(try row?.bigint(2) ?? 0) messages"
  }

  private func redis() async throws -> String {
    let connection = backends.redisConnection(name: "dogear-doctor")
    let memory = try await connection.info("memory")
    let policy = memory["maxmemory_policy"] ?? "noeviction"
    if memory["maxmemory"] ?? "0" != "0", policy != "noeviction" {
      throw Missing(
        description: """
          it evicts counters when memory is short (maxmemory-policy \(policy)), which brings them from the database \
          again and again; set `maxmemory-policy noeviction`, or more memory
          """)
    }
    return "version \(try await connection.info("server")["redis_version"] ?? "?")"
  }

  private func counters() async throws -> String {
    let counters = backends.counters(name: "dogear-doctor", loading: false)
    let unbuilt = try await counters.unbuilt()
    guard unbuilt.isEmpty else {
      throw Missing(description: "\(unbuilt.count) of \(counters.buckets.count) buckets are not built")
    }
    return "all \(counters.buckets.count) buckets are built"
  }

  private func kafka() async throws -> String {
    let admin = try backends.admin()
    let cluster = try await admin.brokers()
    await admin.close()
    return "\(cluster.brokers.count) broker(s), cluster \(cluster.id ?? "without an id")"
  }

  private func topics() async throws -> String {
    let admin = try backends.admin()
    let topics = backends.topics
    let names = [topics.messages, topics.receipts, topics.deadLetters]
    var replicas: [String: [KafkaReplicas]] = [:]
    for name in names { replicas[name] = try await admin.replicas(of: name) }
    let brokers = try await admin.brokers().brokers.count
    await admin.close()
    if let weakness = TopicReplication(topics: replicas, brokers: brokers).weakness {
      throw Missing(description: weakness)
    }
    let words = names.map { "\($0) × \(replicas[$0]?.count ?? 0)" }
    return words.joined(separator: ", ") + (brokers == 1 ? "; kept on one broker" : "")
  }

  /// Whether somebody consumes: the committed offsets keep up with the log.
  private func server() async throws -> String {
    let admin = try backends.admin()
    let progress = backends.progress(admin)
    let lag = try await progress.receipts.progress().values.reduce(0) { $0 + max(0, $1.end - $1.committed) }
    let messages = try await progress.messages.progress().values.reduce(0) {
      $0 + max(0, $1.end - $1.committed)
    }
    await admin.close()
    let heard =
      try await backends.redisConnection(name: "dogear-doctor").send(["CLIENT", "LIST"]).string ?? ""
    guard heard.contains("name=dogear-rebuild ") else {
      throw Missing(description: "no server is connected to Redis")
    }
    return "running; \(messages) messages and \(lag) receipts are waiting"
  }
}
