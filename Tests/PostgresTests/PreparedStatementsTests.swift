import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(20))) struct PreparedStatementsTests {
  @Test("a text is planned once for the same types")
  func once() {
    var statements = PreparedStatements()
    let first = PreparedStatements.Statement(name: "s1", types: [.text])
    #expect(statements.plan("a", types: [.text]) == .prepare(first, dropping: nil))
    statements.remember(first, for: "a")
    #expect(statements.plan("a", types: [.text]) == .use("s1"))
  }

  @Test("NULL fits any type, and a type learnt later replaces the statement")
  func null() {
    var statements = PreparedStatements()
    statements.remember(.init(name: "s0", types: [.unspecified, .bigint]), for: "a")
    #expect(statements.plan("a", types: [.unspecified, .unspecified]) == .use("s0"))
    let refined = PreparedStatements.Statement(name: "s1", types: [.text, .bigint])
    #expect(statements.plan("a", types: [.text, .unspecified]) == .prepare(refined, dropping: "s0"))
  }

  @Test("the oldest statement makes room for a new one")
  func bounded() {
    var statements = PreparedStatements(capacity: 2)
    statements.remember(.init(name: "x", types: []), for: "a")
    statements.remember(.init(name: "y", types: []), for: "b")
    #expect(statements.plan("c", types: []) == .prepare(.init(name: "s1", types: []), dropping: "x"))
    #expect(statements.plan("b", types: []) == .use("y"))
  }

  @Test("the server sees each distinct text prepared once")
  func onServer() async throws {
    let connection = try await connect()
    for value in 0..<10 { try await connection.query("SELECT $1 + 1", [.bigint(Int64(value))]) }
    try await connection.query("SELECT $1 + 1", [.null])
    let rows = try await connection.query(
      "SELECT count(*) FROM pg_prepared_statements WHERE statement = $1", [.text("SELECT $1 + 1")])
    #expect(try rows[0].bigint(0) == 1)
  }

  @Test("texts made up at run time do not pile up on the server")
  func serverStaysBounded() async throws {
    let connection = try await connect()
    for value in 0..<300 { try await connection.query("SELECT \(value)") }
    let rows = try await connection.query("SELECT count(*) FROM pg_prepared_statements")
    #expect(try rows[0].bigint(0) == 256)
  }

  @Test("a statement whose table changed is prepared again at the next call")
  func changedTable() async throws {
    let connection = try await connect()
    try await connection.execute(script: "CREATE TEMP TABLE t (a int); INSERT INTO t VALUES (1)")
    try await connection.query("SELECT * FROM t")
    try await connection.execute(script: "ALTER TABLE t ADD b int DEFAULT 2")
    let error = try await failure { () async throws(PostgresError) in
      try await connection.query("SELECT * FROM t")
    }
    #expect(error.sqlState == "0A000")
    #expect(try await connection.query("SELECT * FROM t").columns == ["a", "b"])
    try await connection.execute(script: "DEALLOCATE ALL")
    let discarded = try await failure { () async throws(PostgresError) in
      try await connection.query("SELECT * FROM t")
    }
    #expect(discarded.sqlState == "26000")
    #expect(try await connection.query("SELECT * FROM t").count == 1)
  }
}
