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
