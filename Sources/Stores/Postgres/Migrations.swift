import Postgres

/// The steps by which a database gets its tables: numbered, in order, each applied once.
struct Migrations: Equatable {
  /// One step.
  struct Migration: Equatable {
    let number: Int
    let script: String
  }

  /// In order of their numbers.
  let all: [Migration]

  /// Cuts a file with lines `-- Migration N: what it does` into its migrations.
  init(_ file: String) {
    var found: [(number: Int, lines: [Substring])] = []
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      if let match = line.prefixMatch(of: /-- Migration (\d{1,6}):/), let number = Int(match.1) {
        found.append((number, []))
      }
      if !found.isEmpty { found[found.count - 1].lines.append(line) }
    }
    all = found.map { Migration(number: $0.number, script: $0.lines.joined(separator: "\n")) }
      .sorted { $0.number < $1.number }
  }

  /// The highest number.
  var newest: Int { all.last?.number ?? 0 }

  /// What is left to do for a database that has come to `number`.
  /// - Throws: `NewerDatabase` if it has come further than this program knows.
  func pending(after number: Int) throws(NewerDatabase) -> [Migration] {
    guard number <= newest else { throw NewerDatabase(number: number, known: newest) }
    return all.filter { $0.number > number }
  }
}

/// The tables are of a version that this program does not know.
public struct NewerDatabase: Error, Equatable, CustomStringConvertible {
  /// The number of the last migration of the database.
  public let number: Int
  /// The number of the last one that is known.
  public let known: Int

  /// What to do.
  public var description: String {
    "the database is of a newer version (migration \(number); this program knows \(known)): run the newer program"
  }
}

extension PostgresStore {
  /// Brings the tables up to date.
  ///
  /// Servers that start together take turns, and the second finds nothing to do. If a migration fails, none is applied.
  /// - Parameter file: The migrations, as in `Assets/schema.sql`.
  /// - Throws: `NewerDatabase`, or what PostgreSQL says.
  public func migrate(_ file: String) async throws {
    let migrations = Migrations(file)
    // Most starts find everything done, and need no lock for it.
    guard try await !migrations.pending(after: migrated()).isEmpty else { return }
    try await pool.executeWhole(
      script: """
        SELECT pg_advisory_xact_lock(\(Self.schemaLock));
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
        \(migrations.all.map(Self.once).joined(separator: "\n"))
        """)
  }

  /// The number of the last migration of the database; 0 if there was none.
  private func migrated() async throws -> Int {
    let table = try await pool.query("SELECT to_regclass('schema_migrations') IS NOT NULL", [])
    guard try table.first?.boolean(0) == true else { return 0 }
    let rows = try await pool.query("SELECT coalesce(max(number), 0)::bigint FROM schema_migrations", [])
    return Int(try rows.first?.bigint(0) ?? 0)
  }

  /// A migration, unless another server has applied it while this one waited for the lock.
  private static func once(_ migration: Migrations.Migration) -> String {
    let quote = "$migration_\(migration.number)$"
    return """
      DO \(quote) BEGIN
      IF NOT EXISTS (SELECT FROM schema_migrations WHERE number = \(migration.number)) THEN
      \(migration.script)
      INSERT INTO schema_migrations (number) VALUES (\(migration.number));
      END IF;
      END \(quote);
      """
  }

  /// Any number that other programs are unlikely to lock: "dogear" in ASCII.
  private static let schemaLock = 0x646f_6765_6172
}
