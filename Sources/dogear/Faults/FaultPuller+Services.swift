import Postgres
import Redis
import Stack

// What happens to Redis, PostgreSQL and the broker.
extension FaultPuller {
  /// How long Redis has no memory, tables are locked, and connections are refused.
  private static let squeeze: Duration = .seconds(3)

  func kill(_ part: StackPart) async throws {
    try await host.stack.kill(part)
    try await Task.sleep(for: Self.outage)
    try await host.stack.restart(part)
  }

  func freeze(_ part: StackPart) async throws {
    try await host.stack.pause(part)
    try await lasting(freeze) { try await host.stack.resume(part) }
  }

  /// Waits, and undoes what was done even if somebody ends the waiting.
  private func lasting(_ duration: Duration, undo: () async throws -> Void) async throws {
    do {
      try await Task.sleep(for: duration)
    } catch {
      try await undo()
      throw error
    }
    try await undo()
  }

  static func cutRedis(_ connection: RedisConnection) async throws {
    _ = try await connection.send(["CLIENT", "KILL", "TYPE", "pubsub"])
    _ = try await connection.send(["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"])
  }

  static let cutPostgres = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL
    """

  /// Gives Redis less of something for a while.
  func squeezeRedis(
    _ setting: String, _ value: String, _ more: @Sendable (RedisConnection) async throws -> Void = { _ in }
  ) async throws {
    try await redis { connection in
      let before = try await connection.send(["CONFIG", "GET", setting]).array?.last?.string ?? "0"
      _ = try await connection.send(["CONFIG", "SET", setting, value])
      try await more(connection)
      try await lasting(Self.squeeze) {
        _ = try await connection.send(["CONFIG", "SET", setting, before])
      }
    }
  }

  /// ALTER DATABASE does not do this to the database that it is called from, and that is where it has to be undone.
  func refusePostgres() async throws {
    func allow(_ isAllowed: Bool) -> String {
      "UPDATE pg_database SET datallowconn = \(isAllowed) WHERE datname = current_database()"
    }
    try await postgres { pool in
      try await pool.execute(script: allow(false))
      try await pool.execute(script: Self.cutPostgres)
      try await lasting(Self.squeeze) { try await pool.execute(script: allow(true)) }
    }
  }

  /// The tables that receipts and messages go to are locked for a while.
  func lockPostgres() async throws {
    try await postgres {
      try await $0.execute(
        script: """
          BEGIN; LOCK TABLE read_positions, messages IN ACCESS EXCLUSIVE MODE;
          SELECT pg_sleep(\(Self.squeeze / .seconds(1))); COMMIT
          """)
    }
  }

  func redis(_ body: (RedisConnection) async throws -> Void) async throws {
    let connection = host.backends.redisConnection(name: "dogear-faults")
    do {
      try await body(connection)
    } catch {
      await connection.close()
      throw error
    }
    await connection.close()
  }

  /// On one connection, which an undoing needs where there are no others to be had.
  func postgres(_ body: (PostgresPool) async throws -> Void) async throws {
    let pool = host.backends.pool(name: "dogear-faults", connections: 1)
    do {
      try await body(pool)
    } catch {
      await pool.close()
      throw error
    }
    await pool.close()
  }
}
