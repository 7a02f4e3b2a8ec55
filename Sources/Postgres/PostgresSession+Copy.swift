import CPostgres

extension PostgresSession {
  /// Inserts rows with COPY in binary format, the fastest way in; a duplicate key aborts all of it.
  ///
  /// Binary COPY converts nothing: each value must be of the very type of its column, `bigint` for a bigint column.
  /// Rows are sent as they come, in pieces of 64 KiB.
  /// - Parameters:
  ///   - table: `table` or `schema.table`; the parts are quoted, so upper case counts.
  ///   - columns: The columns, in the order of the values; they are quoted too.
  ///   - rows: For each row as many values as there are columns.
  /// - Returns: The number of rows inserted.
  @discardableResult
  public func copyIn(
    _ table: String, columns: [String], rows: some Sequence<[PostgresValue]>
  ) throws(PostgresError) -> Int {
    let target = table.split(separator: ".").map { Self.quoted($0) }.joined(separator: ".")
    let list = columns.map { Self.quoted($0) }.joined(separator: ", ")
    let sql = "COPY \(target) (\(list)) FROM STDIN (FORMAT binary)"
    try requireNoNul(sql)
    let commits = commitsByItself
    _ = try result(sent: PQsendQuery(connection, sql), of: sql, mayCommit: false)
    do {
      try send(rows, width: columns.count, of: sql)
    } catch {
      abandonCopy()
      throw error
    }
    let end = try result(sent: PQputCopyEnd(connection, nil), of: sql, mayCommit: commits)
    return PostgresRows(result: end).affected
  }

  /// Sends the header, the rows and the trailer (PostgreSQL manual, COPY, "Binary Format").
  private func send(
    _ rows: some Sequence<[PostgresValue]>, width: Int, of sql: String
  ) throws(PostgresError) {
    let attempted = PostgresError.summary(of: sql)
    var encoder = BinaryEncoder()
    encoder.append(raw: Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0])
    encoder.append(Int64(0))
    for (position, row) in rows.enumerated() {
      guard row.count == width else {
        throw .misuse(
          "22P04", "row \(position) has \(row.count) values for \(width) columns", attempted: attempted)
      }
      encoder.append(Int16(clamping: width))
      for (column, value) in row.enumerated() {
        do {
          try encoder.appendSized(value)
        } catch {
          throw error.explained(in: "column \(column) of row \(position)", attempted: attempted)
        }
      }
      if encoder.bytes.count >= 65_536 { try flush(&encoder, attempted) }
    }
    encoder.append(Int16(-1))
    try flush(&encoder, attempted)
  }

  private func flush(_ encoder: inout BinaryEncoder, _ attempted: String) throws(PostgresError) {
    let status = encoder.bytes.withUnsafeBytes { bytes in
      PQputCopyData(
        connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count))
    }
    if status == 1 { try wait(until: answerDeadline, attempted, mayCommit: false) { true } }
    guard status == 1, PQflush(connection) == 0 else { throw failure(of: attempted, mayCommit: false) }
    encoder.removeAll()
  }

  /// The name as a quoted identifier.
  private static func quoted(_ name: some StringProtocol) -> String {
    "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
