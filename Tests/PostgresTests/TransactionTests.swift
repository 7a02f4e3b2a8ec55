import Dispatch
import Synchronization
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(20))) struct TransactionTests {
  private func table() async throws -> (PostgresConnection, String) {
    let (connection, name) = (try await connect(), uniqueName("tx"))
    try await connection.execute(script: "CREATE TABLE \(name) (id bigint PRIMARY KEY, v bigint)")
    return (connection, name)
  }

  @Test("a transaction commits what its body did and returns its value")
  func commits() async throws {
    let (connection, table) = try await table()
    let sum = try await connection.transaction { session throws(PostgresError) in
      try session.query("INSERT INTO \(table) VALUES (1, 10), (2, 20)")
      return try session.query("SELECT sum(v)::bigint FROM \(table)")[0].bigint(0)
    }
    #expect(sum == 30)
    #expect(try await connect().query("SELECT * FROM \(table)").count == 2)
  }

  @Test("a body that throws is rolled back")
  func rollsBack() async throws {
    let (connection, table) = try await table()
    let error = try await failure { () async throws(PostgresError) in
      try await connection.transaction { session throws(PostgresError) in
        try session.query("INSERT INTO \(table) VALUES (1, 10)")
        throw PostgresError(message: "changed my mind")
      }
    }
    #expect(error.message == "changed my mind")
    #expect(try await connection.query("SELECT * FROM \(table)").isEmpty)
  }

  @Test("a body that hides an error does not look committed")
  func hiddenError() async throws {
    let (connection, table) = try await table()
    let error = try await failure { () async throws(PostgresError) in
      try await connection.transaction { session throws(PostgresError) in
        try session.query("INSERT INTO \(table) VALUES (1, 10)")
        _ = try? session.query("SELECT 1/0")
      }
    }
    #expect(error.sqlState == "25P02")
    #expect(try await connection.query("SELECT * FROM \(table)").isEmpty)
  }

  @Test("a transaction begun by hand is rolled back at once", arguments: ["BEGIN", "BEGIN; SELECT 1/0"])
  func leftOpen(_ script: String) async throws {
    let (connection, table) = try await table()
    await #expect(throws: PostgresError.self) { try await connection.execute(script: script) }
    try await connection.query("INSERT INTO \(table) VALUES (1, 1)")
    #expect(try await connect().query("SELECT * FROM \(table)").count == 1)
  }

  @Test("a serialization failure runs the body again on fresh data")
  func retried() async throws {
    let (connection, table) = try await table()
    let rival = try await connect()
    try await rival.query("INSERT INTO \(table) VALUES (1, 1)")
    let (hasRead, reader) = AsyncStream.makeStream(of: Void.self)
    let mayGoOn = DispatchSemaphore(value: 0)
    let attempts = Mutex(0)
    let transaction = Task {
      defer { reader.finish() }
      try await connection.transaction(isolation: .repeatableRead) { session throws(PostgresError) in
        let value = try session.query("SELECT v FROM \(table)")[0].bigint(0)
        let attempt = attempts.withLock { count in
          count += 1
          return count
        }
        if attempt == 1 {
          reader.finish()
          mayGoOn.wait()
        }
        try session.query("UPDATE \(table) SET v = $1", [.bigint(value + 1)])
      }
    }
    for await _ in hasRead {}
    defer { mayGoOn.signal() }
    try await rival.query("UPDATE \(table) SET v = 100")
    mayGoOn.signal()
    try await transaction.value
    #expect(attempts.withLock { $0 } == 2)
    #expect(try await rival.query("SELECT v FROM \(table)")[0].bigint(0) == 101)
  }

  @Test("a transaction that waits too long for its next statement loses its locks, and fails without doubt")
  func frozen() async throws {
    let options = PostgresOptions(idleTransactionTimeout: .milliseconds(50))
    let (connection, (rival, table)) = (try await connect(options: options), try await table())
    try await rival.query("INSERT INTO \(table) VALUES (1, 1)")
    let (hasLocked, locker) = AsyncStream.makeStream(of: Void.self)
    let mayGoOn = DispatchSemaphore(value: 0)
    let frozen = Task {
      // It may be over before it has locked anything, if the machine is slow.
      defer { locker.finish() }
      return try await failure { () async throws(PostgresError) in
        try await connection.transaction { session throws(PostgresError) in
          try session.query("UPDATE \(table) SET v = 2")
          locker.finish()
          mayGoOn.wait()
          try session.query("UPDATE \(table) SET v = 3")
        }
      }
    }
    for await _ in hasLocked {}
    defer { mayGoOn.signal() }
    try await rival.query("UPDATE \(table) SET v = 10 + v")
    mayGoOn.signal()
    let error = try await frozen.value
    #expect(error.isConnectionFailure && !error.commitOutcomeUnknown)
    #expect(try await rival.query("SELECT v FROM \(table)")[0].bigint(0) == 11)
  }

  @Test("retries end at the bound with the last failure")
  func bounded() async throws {
    let connection = try await connect()
    let attempts = Mutex(0)
    let error = try await failure { () async throws(PostgresError) in
      try await connection.transaction(retries: 2) { session throws(PostgresError) in
        attempts.withLock { $0 += 1 }
        try session.execute(script: "DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$")
      }
    }
    #expect(error.sqlState == "40P01")
    #expect(attempts.withLock { $0 } == 3)
  }

  @Test("tasks that share a connection never get into each other's transactions")
  func noInterleaving() async throws {
    let (connection, table) = try await table()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<40 {
        group.addTask {
          let isWhole = try await connection.transaction { session throws(PostgresError) in
            let own = "SELECT pg_current_xact_id()::text"
            let before = try session.query(own)[0].text(0)
            for step in 0..<5 {
              try session.query("INSERT INTO \(table) VALUES ($1, 0)", [.bigint(Int64(task * 5 + step))])
            }
            return try session.query(own)[0].text(0) == before
          }
          #expect(isWhole)
        }
        group.addTask {
          let rows = try await connection.query("SELECT pg_current_xact_id_if_assigned() IS NULL")
          #expect(try rows[0].boolean(0))
        }
      }
      try await group.waitForAll()
    }
    #expect(try await connection.query("SELECT * FROM \(table)").count == 200)
  }

  @Test("a connection lost during the commit says that the outcome is unknown")
  func unknownOutcome() async throws {
    let (connection, table) = try await table()
    try await connection.execute(
      script: """
        CREATE FUNCTION \(table)_die() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER die AFTER INSERT ON \(table)
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION \(table)_die()
        """)
    let error = try await failure { () async throws(PostgresError) in
      try await connection.transaction { session throws(PostgresError) in
        _ = try session.query("INSERT INTO \(table) VALUES (1, 1)")
      }
    }
    #expect(error.commitOutcomeUnknown && error.connectionLost && error.isConnectionFailure)
    #expect(error.description.contains("unknown whether it was committed"))
    #expect(try await connection.query("SELECT * FROM \(table)").isEmpty)
  }

  @Test("a connection lost before the commit leaves no doubt")
  func knownOutcome() async throws {
    let connection = try await connect()
    let error = try await failure { () async throws(PostgresError) in
      try await connection.transaction { session throws(PostgresError) in
        _ = try session.query("SELECT pg_terminate_backend(pg_backend_pid())")
      }
    }
    #expect(error.connectionLost && !error.commitOutcomeUnknown)
  }
}
