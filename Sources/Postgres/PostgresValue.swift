/// A parameter of a statement, or a field of a row to copy in.
///
/// Every case but `null` has one PostgreSQL type, which is sent along, so `unnest($1, $2)` needs no casts. For a column of
/// another type cast in the statement: `$1::jsonb`, `$2::uuid`.
public enum PostgresValue: Sendable, Equatable {
  /// NULL of whatever type the statement wants.
  case null
  /// A `text`; PostgreSQL cannot store the character U+0000 and this client refuses it.
  case text(String)
  /// A `bigint`.
  case bigint(Int64)
  /// An `integer`.
  case integer(Int32)
  /// A `boolean`.
  case boolean(Bool)
  /// A `bytea`.
  case bytes([UInt8])
  /// A `timestamptz`, in microseconds since 1970-01-01 00:00 UTC.
  ///
  /// `Int64.min` and `Int64.max` stand for `-infinity` and `infinity`.
  case timestamp(Int64)
  /// A `text[]`.
  case textArray([String])
  /// A `bigint[]`.
  case bigintArray([Int64])
  /// An `integer[]`.
  case integerArray([Int32])
  /// A `boolean[]`.
  case booleanArray([Bool])
  /// A `timestamptz[]`, in microseconds since 1970-01-01 00:00 UTC.
  case timestampArray([Int64])

  var type: PostgresType {
    switch self {
    case .null: .unspecified
    case .text: .text
    case .bigint: .bigint
    case .integer: .integer
    case .boolean: .boolean
    case .bytes: .bytes
    case .timestamp: .timestampWithZone
    case .textArray: .textArray
    case .bigintArray: .bigintArray
    case .integerArray: .integerArray
    case .booleanArray: .booleanArray
    case .timestampArray: .timestampWithZoneArray
    }
  }
}
