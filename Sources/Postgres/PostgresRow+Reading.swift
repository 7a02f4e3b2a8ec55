import CPostgres

extension PostgresRow {
  /// Checks the column's type and decodes the value; `nil` for NULL.
  func read<T>(
    _ column: Int, as wanted: String, _ accepted: [PostgresType], _ decode: (UnsafeRawBufferPointer) -> T
  ) throws(PostgresError) -> T? {
    try requireColumn(column)
    let type = result.types[column]
    guard accepted.contains(type) else {
      throw .misuse(
        "42804", "\(described(column)) is \(type), not \(wanted)", attempted: "read a \(wanted)",
        hint: "read it as what it is, or cast it in the statement"
      )
    }
    // The bytes belong to the result, which must not be freed while they are decoded.
    return withExtendedLifetime(result) {
      let (row, column) = (Int32(index), Int32(column))
      guard PQgetisnull(result.pointer, row, column) == 0 else { return nil }
      let size = Int(PQgetlength(result.pointer, row, column))
      return decode(UnsafeRawBufferPointer(start: PQgetvalue(result.pointer, row, column), count: size))
    }
  }

  func requireColumn(_ column: Int) throws(PostgresError) {
    guard result.types.indices.contains(column) else {
      throw .misuse(
        "42703", "there is no column \(column) among \(result.types.count)", attempted: "read a row"
      )
    }
  }

  func unwrap<T>(_ value: T?, _ column: Int) throws(PostgresError) -> T {
    guard let value else {
      throw .misuse(
        "22004", "\(described(column)) is NULL", attempted: "read a row",
        hint: "use the optional accessor"
      )
    }
    return value
  }

  func described(_ column: Int) -> String {
    "column \(column) (\(result.name(ofColumn: column)))"
  }

  /// A signed integer of 2, 4 or 8 bytes in network byte order.
  static func integer(_ buffer: UnsafeRawBufferPointer) -> Int64 {
    switch buffer.count {
    case 2: Int64(Int16(bigEndian: buffer.loadUnaligned(as: Int16.self)))
    case 4: Int64(Int32(bigEndian: buffer.loadUnaligned(as: Int32.self)))
    default: Int64(bigEndian: buffer.loadUnaligned(as: Int64.self))
    }
  }
}
