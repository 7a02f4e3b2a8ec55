import CPostgres

/// The rows that a statement returned.
///
/// A collection over libpq's own memory: making it copies nothing, a row is a reference and a number, and only the values
/// read are decoded. The memory is freed with the last row.
public struct PostgresRows: Sendable, RandomAccessCollection {
  let result: ResultHandle

  /// Always 0.
  public var startIndex: Int { 0 }

  /// The number of rows.
  public var endIndex: Int { result.rowCount }

  /// The row at `position`, from 0.
  public subscript(position: Int) -> PostgresRow {
    precondition(indices.contains(position), "row \(position) of \(count)")
    return PostgresRow(result: result, index: position)
  }

  /// The names of the columns.
  public var columns: [String] {
    result.types.indices.map { result.name(ofColumn: $0) }
  }

  /// The number of rows inserted, updated, deleted, copied or selected; 0 for other statements.
  public var affected: Int {
    Int(String(cString: PQcmdTuples(result.pointer))) ?? 0
  }
}
