import Synchronization
import TestSupport
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(20))) struct ErrorTests {
  @Test("a violated constraint is reported with all its fields, and the connection is usable afterwards")
  func constraint() async throws {
    let connection = try await connect()
    try await connection.execute(script: "CREATE TEMP TABLE t (id bigint CONSTRAINT only_one PRIMARY KEY)")
    try await connection.query("INSERT INTO t VALUES ($1)", [.bigint(1)])
    let error = try await failure { () async throws(PostgresError) in
      try await connection.query("INSERT INTO t VALUES ($1)", [.bigint(1)])
    }
    #expect(error.sqlState == "23505" && error.severity == "ERROR" && error.constraint == "only_one")
    #expect(error.detail == "Key (id)=(1) already exists.")
    #expect(error.attempted == "run \"INSERT INTO t VALUES ($1)\"")
    #expect(!error.isRetriable && !error.isConnectionFailure && !error.commitOutcomeUnknown)
    #expect(try await connection.query("SELECT * FROM t").count == 1)
  }

  @Test("a set-based upsert through unnest writes nothing when it is replayed")
  func upsert() async throws {
    let connection = try await connect()
    try await connection.execute(
      script: "CREATE TEMP TABLE p (u text, c bigint, s bigint, PRIMARY KEY (u, c))")
    let sql = """
      INSERT INTO p SELECT * FROM unnest($1, $2, $3) ORDER BY 1, 2
      ON CONFLICT (u, c) DO UPDATE SET s = excluded.s WHERE p.s < excluded.s
      """
    func write(_ seq: Int64) async throws -> Int {
      try await connection.query(
        sql, [.textArray(["a", "b"]), .bigintArray([1, 1]), .bigintArray([seq, 5])]
      ).affected
    }
    #expect(try await write(5) == 2)
    #expect(try await write(5) == 0)
    #expect(try await write(9) == 1)
    #expect(try await write(3) == 0)
  }

  @Test("a script stops at its first error and is one transaction")
  func script() async throws {
    let connection = try await connect()
    let error = try await failure { () async throws(PostgresError) in
      try await connection.execute(script: "CREATE TABLE gone (a int); SELECT 1/0; SELECT 1")
    }
    #expect(error.sqlState == "22012")
    #expect(try await connection.query("SELECT to_regclass('gone') IS NULL")[0].boolean(0))
  }

  @Test("COPY as a query is refused and does not wedge the connection", arguments: ["STDIN", "STDOUT"])
  func copyAsQuery(_ side: String) async throws {
    let connection = try await connect()
    try await connection.execute(script: "CREATE TEMP TABLE t (a int); INSERT INTO t VALUES (1)")
    let copy = side == "STDIN" ? "COPY t FROM STDIN" : "COPY t TO STDOUT"
    let query = try await failure { () async throws(PostgresError) in try await connection.query(copy) }
    let script = try await failure { () async throws(PostgresError) in
      try await connection.execute(script: copy)
    }
    #expect(query.hint == "use copyIn" && script.hint == "use copyIn")
    #expect(try await connection.query("SELECT * FROM t").count == 1)
  }

  @Test("notices go to the sink")
  func notices() async throws {
    let heard = Mutex<[String]>([])
    let sink: @Sendable (String) -> Void = { text in heard.withLock { $0.append(text) } }
    let connection = try await connect(options: PostgresOptions(notices: sink))
    try await connection.execute(script: "DO $$ BEGIN RAISE NOTICE 'hello'; END $$")
    #expect(heard.withLock { $0 } == ["NOTICE: hello"])
  }

  @Test("a statement that takes too long is ended by the server")
  func statementTimeout() async throws {
    let connection = try await connect(options: PostgresOptions(statementTimeout: .milliseconds(20)))
    let error = try await failure { () async throws(PostgresError) in
      try await connection.query("SELECT pg_sleep(600)")
    }
    #expect(error.sqlState == "57014" && !error.connectionLost)
  }

  @Test("cancel ends the statement that is running, and the connection is usable afterwards")
  func cancel() async throws {
    let (connection, observer) = (try await connect(), try await connect())
    let sleeping = Task {
      try await failure { () async throws(PostgresError) in
        try await connection.query("SELECT pg_sleep(600)")
      }
    }
    try await eventually("the statement running") {
      try await observer.query(
        "SELECT FROM pg_stat_activity WHERE application_name = $1 AND wait_event = 'PgSleep'",
        [.text(connection.name)]
      ).count == 1
    }
    connection.cancel()
    #expect(try await sleeping.value.sqlState == "57014")
    #expect(try await connection.query("SELECT 1").count == 1)
  }

  @Test("errors are classified by their state")
  func classification() {
    #expect(PostgresError(sqlState: "40001", message: "").isRetriable)
    #expect(PostgresError(sqlState: "40P01", message: "").isRetriable)
    for state in ["08006", "57P01", "57P02", "57P03", "53300"] {
      #expect(PostgresError(sqlState: state, message: "").isConnectionFailure)
    }
    for state in ["08P01", "28P01", "3D000", "57014", "23505"] {
      #expect(!PostgresError(sqlState: state, message: "").isConnectionFailure)
    }
    #expect(PostgresError(message: "", connectionLost: true).isConnectionFailure)
  }

  @Test("the state of a refused login is found in libpq's verbose message")
  func verboseState() {
    let message =
      "connection to server at \"::1\", port 5432 failed: FATAL:  28P01: password failed\nLOCATION:  x, a.c:1\n"
    #expect(PostgresError.sqlState(inVerbose: message) == "28P01")
    #expect(
      PostgresError.sqlState(
        inVerbose: "connection to server at \"h\", port 54321 failed: Connection refused") == nil)
    #expect(!PostgresError.unreachable(message, attempted: "").message.contains("LOCATION"))
    let refused = """
      connection to server at "127.0.0.1", port 5432 failed: Connection refused
      \tIs the server running on that host and accepting TCP/IP connections?
      """
    #expect(
      PostgresError.unreachable(refused, attempted: "").message
        == #"connection to server at "127.0.0.1", port 5432 failed: Connection refused"#)
  }

  @Test("what a server says is one line that a terminal obeys nothing of")
  func harmless() {
    let error = PostgresError(
      message: "no\u{1B}]0;owned\u{7}", detail: "Key (id)=(\u{202E}a\n)", attempted: "look")
    #expect(error.description == "cannot look: no?]0;owned?; Key (id)=(?a )")
  }

  @Test("a long statement is summarised in one line")
  func summary() {
    let summary = PostgresError.summary(of: "SELECT\n  " + String(repeating: "column, ", count: 100))
    #expect(summary.hasPrefix("run \"SELECT column, column,") && summary.hasSuffix("…\""))
    #expect(summary.count < 70)
  }
}
