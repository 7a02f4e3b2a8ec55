import Assets
import ChatModel
import Postgres
import Stores
import Testing

/// Servers create the tables that are missing when they start.
@Suite struct MigrationTests {
  @Test("The schema can be applied again, by several servers at once, and leaves what is there")
  func again() async throws {
    try await Servers.shared.value.withPostgresDatabase { database in
      let pool = PostgresPool(database.url, name: "servers", size: 3)
      let store = PostgresStore(pool)
      try await store.furnish()
      try await pool.query("DROP TABLE unread_snapshots")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<3 { group.addTask { try await store.migrate(Assets.schema) } }
        try await group.waitForAll()
      }
      #expect(try await store.users() == [alice, bob, carol])
      #expect(try await store.snapshots(of: [alice]).isEmpty)
      #expect(try await store.heads() == [incidents: 0, general: 0])
      #expect(try await database.deadlocks(after: [pool]) == 0)
    }
  }
}
