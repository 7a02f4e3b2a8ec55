import Postgres
import Stores
import TestSupport

/// The PostgreSQL database of one test.
struct TestDatabase {
  let name: String
  let url: String
  let administration: PostgresPool

  /// How often transactions of this database were in a deadlock, once `pools` are closed: a connection reports its
  /// statistics at the latest when it ends.
  func deadlocks(after pools: [PostgresPool]) async throws -> Int64 {
    for pool in pools { try await pool.closeAndWait(askingOn: administration, database: name) }
    let rows = try await administration.query(
      "SELECT deadlocks FROM pg_stat_database WHERE datname = $1", [.text(name)])
    return try rows.first?.bigint(0) ?? 0
  }
}

extension PostgresPool {
  /// Ends all connections, and waits until the server has noticed.
  func closeAndWait(askingOn other: PostgresPool, database: String) async throws {
    await close()
    try await eventually("the end of the connections to \(database)") {
      let rows = try await other.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE $2",
        [.text(database), .text("\(name)%")])
      return rows.isEmpty
    }
  }
}
