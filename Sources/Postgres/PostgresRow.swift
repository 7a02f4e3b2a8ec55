import CPostgres

/// One row of a result; columns count from 0.
///
/// Every accessor throws a `PostgresError` that names the column: 42804 if the column has another type, 22004 if the value
/// is NULL and the accessor is not an `optional…` one, 42703 if there is no such column. Types that have no accessor
/// (numeric, uuid, jsonb, enums, …) are cast in the statement, to `text` or `bigint`.
public struct PostgresRow: Sendable {
  let result: ResultHandle
  let index: Int

  /// The value of a textual column (text, varchar, char, name, json).
  public func text(_ column: Int) throws(PostgresError) -> String {
    try unwrap(optionalText(column), column)
  }

  /// The value of a textual column, or `nil` for NULL.
  public func optionalText(_ column: Int) throws(PostgresError) -> String? {
    try read(column, as: "text", PostgresType.textual) { String(decoding: $0, as: UTF8.self) }
  }

  /// The value of a bigint, integer or smallint column.
  public func bigint(_ column: Int) throws(PostgresError) -> Int64 {
    try unwrap(optionalBigint(column), column)
  }

  /// The value of a bigint, integer or smallint column, or `nil` for NULL.
  public func optionalBigint(_ column: Int) throws(PostgresError) -> Int64? {
    try read(column, as: "bigint", PostgresType.integers, Self.integer)
  }

  /// The value of a boolean column.
  public func boolean(_ column: Int) throws(PostgresError) -> Bool {
    try unwrap(optionalBoolean(column), column)
  }

  /// The value of a boolean column, or `nil` for NULL.
  public func optionalBoolean(_ column: Int) throws(PostgresError) -> Bool? {
    try read(column, as: "boolean", [.boolean]) { $0.first == 1 }
  }

  /// The value of a timestamptz column, or of a timestamp column taken as UTC, in microseconds since the Unix epoch.
  ///
  /// `-infinity` and `infinity` are `Int64.min` and `Int64.max`.
  public func timestamp(_ column: Int) throws(PostgresError) -> Int64 {
    try unwrap(optionalTimestamp(column), column)
  }

  /// As `timestamp(_:)`, or `nil` for NULL.
  public func optionalTimestamp(_ column: Int) throws(PostgresError) -> Int64? {
    try read(column, as: "timestamptz", PostgresType.timestamps) {
      PostgresEpoch.unix(fromWire: Self.integer($0))
    }
  }

  /// The value of a bytea column.
  public func bytes(_ column: Int) throws(PostgresError) -> [UInt8] {
    try unwrap(optionalBytes(column), column)
  }

  /// The value of a bytea column, or `nil` for NULL.
  public func optionalBytes(_ column: Int) throws(PostgresError) -> [UInt8]? {
    try read(column, as: "bytea", [.bytes]) { [UInt8]($0) }
  }

  /// Whether the value is NULL.
  /// - Throws: 42703 if there is no such column.
  public func isNull(_ column: Int) throws(PostgresError) -> Bool {
    try requireColumn(column)
    return PQgetisnull(result.pointer, Int32(index), Int32(column)) == 1
  }
}
