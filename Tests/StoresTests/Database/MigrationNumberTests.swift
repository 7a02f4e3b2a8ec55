import Assets
import Postgres
import Testing

@testable import Stores

/// Migrations are numbered, in order, and each is applied once.
@Suite(.timeLimit(.minutes(20))) struct MigrationNumberTests {
  private let file = """
    -- What is before the first is a comment.
    -- Migration 2: second
    CREATE TABLE second (id bigint);
    -- Migration 1: first; -- Migration 9: is not one in the middle of a line
    CREATE TABLE first (id bigint);
    INSERT INTO first VALUES (1);
    """

  @Test("A file is cut at its lines, and put in order")
  func cutting() throws {
    let migrations = Migrations(file)
    #expect(migrations.all.map(\.number) == [1, 2])
    #expect(migrations.all[1].script.contains("CREATE TABLE second"))
    #expect(!migrations.all[1].script.contains("first"))
    #expect(try migrations.pending(after: 1).map(\.number) == [2])
    #expect(try migrations.pending(after: 2).isEmpty)
    #expect(throws: NewerDatabase(number: 3, known: 2)) { try migrations.pending(after: 3) }
    #expect(Migrations(Assets.schema).all.map(\.number) == Array(1...Migrations(Assets.schema).newest))
  }

  @Test("Each is applied once, by however many servers, and one that fails leaves nothing")
  func applying() async throws {
    try await Servers.shared.value.withPostgresDatabase { database in
      let pool = PostgresPool(database.url, name: "migrations", size: 4)
      try await pool.execute(script: "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
      let store = PostgresStore(pool)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 { group.addTask { try await store.migrate(file) } }
        try await group.waitForAll()
      }
      #expect(try await count("first", pool) == 1)
      try await store.migrate(file)
      #expect(try await count("first", pool) == 1)

      let broken = file + "\n-- Migration 3: third\nCREATE TABLE third (id bigint);\nSELECT 1 / 0;\n"
      await #expect(throws: PostgresError.self) { try await store.migrate(broken) }
      await #expect(throws: PostgresError.self) { _ = try await count("third", pool) }
      let later = file + "\n-- Migration 3: third\nCREATE TABLE third (id bigint);\n"
      try await store.migrate(later)
      #expect(try await count("third", pool) == 0)
      await #expect(throws: NewerDatabase(number: 3, known: 2)) { try await store.migrate(file) }
      await pool.close()
    }
  }

  private func count(_ table: String, _ pool: PostgresPool) async throws -> Int64? {
    try await pool.query("SELECT count(*) FROM \(table)", []).first?.bigint(0)
  }
}
