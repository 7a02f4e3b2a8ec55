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

/// A type by its object identifier; those below are fixed by PostgreSQL's `pg_type.dat`.
struct PostgresType: RawRepresentable, Hashable, Sendable {
  let rawValue: UInt32

  /// Lets the server infer the type of a parameter.
  static let unspecified = PostgresType(rawValue: 0)
  static let boolean = PostgresType(rawValue: 16)
  static let bytes = PostgresType(rawValue: 17)
  static let bigint = PostgresType(rawValue: 20)
  static let smallint = PostgresType(rawValue: 21)
  static let integer = PostgresType(rawValue: 23)
  static let text = PostgresType(rawValue: 25)
  static let timestamp = PostgresType(rawValue: 1114)
  static let timestampWithZone = PostgresType(rawValue: 1184)

  static let booleanArray = PostgresType(rawValue: 1000)
  static let smallintArray = PostgresType(rawValue: 1005)
  static let integerArray = PostgresType(rawValue: 1007)
  static let textArray = PostgresType(rawValue: 1009)
  static let varcharArray = PostgresType(rawValue: 1015)
  static let bigintArray = PostgresType(rawValue: 1016)
  static let timestampWithZoneArray = PostgresType(rawValue: 1185)

  /// The types whose binary form is their text: text, varchar, char(n), name, json, xml, unknown.
  static let textual = [25, 1043, 1042, 19, 114, 142, 705].map(PostgresType.init(rawValue:))
  static let integers: [PostgresType] = [.bigint, .integer, .smallint]
  static let timestamps: [PostgresType] = [.timestampWithZone, .timestamp]
}

extension PostgresType: CustomStringConvertible {
  private static let names: [PostgresType: String] = [
    .boolean: "boolean", .bytes: "bytea", .bigint: "bigint", .smallint: "smallint", .integer: "integer",
    .text: "text", .timestamp: "timestamp", .timestampWithZone: "timestamptz",
    .booleanArray: "boolean[]", .smallintArray: "smallint[]", .integerArray: "integer[]",
    .textArray: "text[]", .varcharArray: "varchar[]", .bigintArray: "bigint[]",
    .timestampWithZoneArray: "timestamptz[]",
    PostgresType(rawValue: 114): "json", PostgresType(rawValue: 700): "real",
    PostgresType(rawValue: 701): "double precision", PostgresType(rawValue: 1043): "varchar",
    PostgresType(rawValue: 1082): "date", PostgresType(rawValue: 1700): "numeric",
    PostgresType(rawValue: 2950): "uuid", PostgresType(rawValue: 3802): "jsonb",
  ]

  /// The SQL name, or the identifier of a type without a name here.
  var description: String {
    Self.names[self] ?? "the type with oid \(rawValue)"
  }
}

/// Translates between PostgreSQL's binary timestamps and microseconds since the Unix epoch.
///
/// PostgreSQL counts microseconds from 2000-01-01 00:00 UTC, 10,957 days after 1970-01-01, and keeps the two extremes for
/// the infinities. The ranges differ by those 30 years, so the ends saturate.
enum PostgresEpoch {
  private static let offset: Int64 = 10_957 * 86_400 * 1_000_000

  static func wire(fromUnix microseconds: Int64) -> Int64 {
    if microseconds == .min || microseconds == .max { return microseconds }
    let (value, overflow) = microseconds.subtractingReportingOverflow(offset)
    return overflow ? .min + 1 : value
  }

  static func unix(fromWire microseconds: Int64) -> Int64 {
    if microseconds == .min || microseconds == .max { return microseconds }
    let (value, overflow) = microseconds.addingReportingOverflow(offset)
    return overflow ? .max - 1 : value
  }
}
