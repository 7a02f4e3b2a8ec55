import CPostgres

/// Owns one libpq result and frees it with the last row that refers to it.
///
/// `@unchecked` is safe: the pointer never changes and nothing here modifies the result, and libpq allows reading one from
/// several threads ("PGresult objects are normally read-only after creation, and so can be passed around freely between
/// threads", libpq manual, "Behavior in Threaded Programs").
final class ResultHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  let rowCount: Int
  let types: [PostgresType]

  init(owning pointer: OpaquePointer) {
    self.pointer = pointer
    rowCount = Int(PQntuples(pointer))
    types = (0..<PQnfields(pointer)).map { PostgresType(rawValue: PQftype(pointer, $0)) }
  }

  deinit {
    PQclear(pointer)
  }

  var status: ExecStatusType { PQresultStatus(pointer) }

  var isCopy: Bool { status == PGRES_COPY_IN || status == PGRES_COPY_OUT }

  func name(ofColumn column: Int) -> String {
    PQfname(pointer, Int32(column)).map { String(cString: $0) } ?? "?"
  }
}
