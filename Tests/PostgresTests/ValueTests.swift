import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(20))) struct ValueTests {
  private static let awkward = [
    "", "plain", "tab\tnewline\nreturn\r", #"back\slash \N \."#, "naïve ❤️ 漢字 👩‍👩‍👧", "'\"$1{}",
  ]

  @Test("scalars come back as they were sent")
  func scalars() async throws {
    let connection = try await connect()
    let row = try #require(
      try await connection.query(
        "SELECT $1, $2, $3, $4, $5, $6",
        [.text("héllo"), .bigint(.min), .integer(.max), .boolean(true), .bytes([0, 255]), .timestamp(-1)]
      ).first)
    #expect(try row.text(0) == "héllo")
    #expect(try row.bigint(1) == .min)
    #expect(try row.bigint(2) == Int64(Int32.max))
    #expect(try row.boolean(3))
    #expect(try row.bytes(4) == [0, 255])
    #expect(try row.timestamp(5) == -1)
  }

  @Test("awkward text comes back unchanged", arguments: awkward)
  func text(_ text: String) async throws {
    let rows = try await connect().query("SELECT $1, length($1)", [.text(text)])
    #expect(try rows[0].text(0) == text)
    #expect(try rows[0].bigint(1) == Int64(text.unicodeScalars.count))
  }

  @Test("an empty text or bytea is not NULL")
  func empty() async throws {
    let rows = try await connect().query("SELECT $1 IS NULL, $2 IS NULL", [.text(""), .bytes([])])
    #expect(try !rows[0].boolean(0) && !rows[0].boolean(1))
  }

  @Test("NULL is nil to the optional accessors and an error to the others")
  func null() async throws {
    let row = try await connect().query(
      "SELECT $1::text, $1::bigint, $1::boolean, $1::timestamptz, $1::bytea, $1::text[], $1::bigint[]",
      [.null])[0]
    #expect(try row.isNull(0))
    #expect(try row.optionalText(0) == nil)
    #expect(try row.optionalBigint(1) == nil)
    #expect(try row.optionalBoolean(2) == nil)
    #expect(try row.optionalTimestamp(3) == nil)
    #expect(try row.optionalBytes(4) == nil)
    #expect(try row.optionalTextArray(5) == nil)
    #expect(try row.optionalBigintArray(6) == nil)
    let error = try await failure { () throws(PostgresError) in _ = try row.bigint(1) }
    #expect(error.sqlState == "22004")
  }

  @Test("arrays of each type unnest without casts", arguments: [0, 1, 3, 20_000])
  func arrays(count: Int) async throws {
    let numbers = (0..<count).map { Int64($0) << 20 }
    let rows = try await connect().query(
      "SELECT * FROM unnest($1, $2, $3, $4, $5) AS u (a, b, c, d, e)",
      [
        .textArray(numbers.map { "№ \($0)" }), .bigintArray(numbers),
        .integerArray((0..<count).map(Int32.init)),
        .booleanArray(numbers.map { $0 % 3 == 0 }), .timestampArray(numbers),
      ])
    #expect(rows.count == count)
    for (index, row) in rows.enumerated() {
      guard try row.text(0) == "№ \(numbers[index])", try row.bigint(1) == numbers[index],
        try row.bigint(2) == Int64(index), try row.boolean(3) == (numbers[index] % 3 == 0),
        try row.timestamp(4) == numbers[index]
      else {
        Issue.record("row \(index) differs")
        break
      }
    }
  }

  @Test("array columns are read whole", arguments: [0, 2, 20_000])
  func arrayColumns(count: Int) async throws {
    let numbers = (0..<count).map { Int64($0) - 1 }
    let row = try await connect().query(
      "SELECT $1, $2, $2::integer[], $2::smallint[]",
      [.textArray(numbers.map(String.init)), .bigintArray(numbers)])[0]
    #expect(try row.textArray(0) == numbers.map(String.init))
    for column in 1...3 { #expect(try row.bigintArray(column) == numbers) }
  }

  @Test("arrays with NULL elements or two dimensions are refused, not misread")
  func unusualArrays() async throws {
    let row = try await connect().query("SELECT ARRAY['a', NULL], ARRAY[[1, 2], [3, 4]]")[0]
    let nulls = try await failure { () throws(PostgresError) in _ = try row.textArray(0) }
    let nested = try await failure { () throws(PostgresError) in _ = try row.bigintArray(1) }
    #expect(nulls.sqlState == "22004" && nested.sqlState == "22004")
  }

  @Test("timestamps agree with the server's own arithmetic, and infinities survive")
  func timestamps() async throws {
    let row = try await connect().query(
      """
      SELECT $1 = to_timestamp(1700000000.123456), timestamptz '1970-01-01 00:00:01+00',
        timestamp '1969-12-31 23:59:59', $2 = 'infinity', $3 = '-infinity', timestamptz 'infinity'
      """, [.timestamp(1_700_000_000_123_456), .timestamp(.max), .timestamp(.min)])[0]
    #expect(try row.boolean(0))
    #expect(try row.timestamp(1) == 1_000_000)
    #expect(try row.timestamp(2) == -1_000_000)
    #expect(try row.boolean(3) && row.boolean(4))
    #expect(try row.timestamp(5) == .max)
  }

  @Test("a text with U+0000 is an error that says where, and nothing is cut")
  func nul() async throws {
    let connection = try await connect()
    let scalar = try await failure { () async throws(PostgresError) in
      try await connection.query("SELECT $1, $2", [.null, .text("a\0b")])
    }
    #expect(scalar.sqlState == "22021")
    #expect(scalar.message.contains("parameter $2 contains the character U+0000"))
    let array = try await failure { () async throws(PostgresError) in
      try await connection.query("SELECT $1", [.textArray(["fine", "a\0"])])
    }
    #expect(array.message.contains("element 1 of parameter $1"))
    let statement = try await failure { () async throws(PostgresError) in
      try await connection.query("SELECT 1\0, 2")
    }
    #expect(statement.message.contains("the statement contains the character U+0000"))
  }

  @Test("reading a column as another type names the column and both types")
  func wrongType() async throws {
    let row = try await connect().query("SELECT now() AS written, 1.5 AS price")[0]
    let error = try await failure { () throws(PostgresError) in _ = try row.bigint(0) }
    #expect(error.sqlState == "42804")
    #expect(error.message == "column 0 (written) is timestamptz, not bigint")
    let missing = try await failure { () throws(PostgresError) in _ = try row.text(2) }
    #expect(missing.sqlState == "42703")
  }

  @Test("100,000 rows are a random access collection")
  func manyRows() async throws {
    let rows = try await connect().query("SELECT i, 'row ' || i AS t FROM generate_series(0, 99999) AS i")
    #expect(rows.columns == ["i", "t"] && rows.count == 100_000 && rows.affected == 100_000)
    #expect(try rows[99_999].text(1) == "row 99999")
    #expect(try rows.reduce(0) { try $0 + $1.bigint(0) } == 99_999 * 50_000)
  }
}
