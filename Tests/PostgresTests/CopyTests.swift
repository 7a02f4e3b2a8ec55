import TestSupport
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(20))) struct CopyTests {
  private static let columns = ["id", "body", "at", "ok", "raw", "tags"]

  private func connection() async throws -> PostgresConnection {
    let connection = try await connect()
    try await connection.execute(
      script: """
        CREATE TEMP TABLE "Odd ""name" (
          id bigint PRIMARY KEY, body text, at timestamptz, ok boolean, raw bytea, tags text[])
        """)
    return connection
  }

  @Test("awkward text, NULL and empty values arrive unchanged")
  func awkward() async throws {
    let connection = try await connection()
    let bodies = ["", "\\N", "\\.", "a\tb", "c\nd\r\n", #"\\"#, "\"quoted\", 'so'", "漢字 ❤️", "\u{1}\u{7F}"]
    var rows: [[PostgresValue]] = bodies.enumerated().map { position, body in
      [.bigint(Int64(position)), .text(body), .timestamp(7), .boolean(true), .bytes([]), .textArray([body])]
    }
    rows.append([.bigint(99), .null, .null, .null, .null, .null])
    #expect(try await connection.copyIn("Odd \"name", columns: Self.columns, rows: rows) == rows.count)
    let read = try await connection.query("SELECT * FROM \"Odd \"\"name\" ORDER BY id")
    for (row, body) in zip(read, bodies) {
      #expect(try row.text(1) == body && row.timestamp(2) == 7 && row.bytes(4) == [])
      #expect(try row.textArray(5) == [body])
    }
    let last = try #require(read.last)
    for column in 1...5 { #expect(try last.isNull(column)) }
  }

  @Test("random texts survive COPY and a query alike")
  func randomTexts() async throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    let texts = (0..<3_000).map { _ in
      let scalars = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 1...(Bool.random(using: &random) ? 0x7F : 0x10FFFF), using: &random))
      }
      return String(String.UnicodeScalarView(scalars))
    }
    let connection = try await connection()
    try await connection.copyIn(
      "Odd \"name", columns: ["id", "body"],
      rows: texts.enumerated().map { [.bigint(Int64($0.offset)), .text($0.element)] })
    let rows = try await connection.query(
      "SELECT body, sent FROM \"Odd \"\"name\" JOIN unnest($1) WITH ORDINALITY AS u (sent, n) ON n = id + 1 ORDER BY id",
      [.textArray(texts)])
    #expect(rows.count == texts.count, "seed \(seed)")
    for (row, text) in zip(rows, texts) {
      let (copied, sent) = (try row.text(0), try row.text(1))
      #expect(copied.unicodeScalars.elementsEqual(text.unicodeScalars) && sent == copied, "seed \(seed)")
    }
  }

  @Test("a failed COPY inserts nothing and the connection is usable afterwards")
  func failures() async throws {
    let connection = try await connection()
    let table = "Odd \"name"
    func copy(_ rows: [[PostgresValue]], into table: String = table) async throws -> PostgresError {
      try await failure { () async throws(PostgresError) in
        try await connection.copyIn(table, columns: ["id", "body"], rows: rows)
      }
    }
    let duplicate = try await copy([[.bigint(1), .null], [.bigint(1), .null]])
    #expect(duplicate.sqlState == "23505")
    let nul = try await copy([[.bigint(1), .null], [.bigint(2), .text("\0")]])
    #expect(nul.message.contains("column 1 of row 1 contains the character U+0000"))
    #expect(try await copy([[.bigint(1)]]).message == "row 0 has 1 values for 2 columns")
    let width = try await copy([[.integer(1), .null]])
    #expect(width.sqlState == "08P01" && !width.isConnectionFailure, "\(width)")
    let missing = try await copy([], into: "public.missing")
    #expect(missing.sqlState == "42P01", "\(missing)")
    #expect(try await connection.query("SELECT * FROM \"Odd \"\"name\"").isEmpty)
  }

  @Test("COPY in a transaction is rolled back with it")
  func inTransaction() async throws {
    let connection = try await connection()
    await #expect(throws: PostgresError.self) {
      try await connection.transaction { session throws(PostgresError) in
        let rows = (0..<50_000).lazy.map { [PostgresValue.bigint($0), .text("row \($0)")] }
        let count = try session.copyIn("pg_temp.Odd \"name", columns: ["id", "body"], rows: rows)
        throw PostgresError(message: "\(count)")
      }
    }
    #expect(try await connection.query("SELECT * FROM \"Odd \"\"name\"").isEmpty)
  }
}
