import CPostgres

/// A live connection to the server, inside the call that lends it.
///
/// `PostgresConnection.transaction` passes one to its body, which runs on the connection's own thread, so the calls here
/// wait for the server and nothing of another task can come between two of them. It is not `Sendable` and cannot leave.
public final class PostgresSession {
  let connection: OpaquePointer
  /// libpq calls it through an unretained reference, so it lives as long as the connection.
  private let notices: NoticeSink
  private var statements = PreparedStatements()
  /// How long an answer may take; see `PostgresOptions.answerTimeout`.
  private(set) var answerTimeout: Duration?

  /// Takes over a connection that is ready for statements.
  init(owning connection: OpaquePointer, notices: NoticeSink, answerTimeout: Duration?) {
    self.connection = connection
    self.notices = notices
    self.answerTimeout = answerTimeout
  }

  deinit {
    PQfinish(connection)
  }

  /// Runs one statement; its text is prepared at its first use on this connection.
  /// - Parameters:
  ///   - sql: One statement, with `$1`, `$2` … for the parameters.
  ///   - parameters: At most 65,535 values.
  /// - Throws: `PostgresError`, after which the session is usable again unless `connectionLost`. Inside a transaction the
  ///   server then refuses everything until the rollback, so let the error leave the body.
  @discardableResult
  public func query(_ sql: String, _ parameters: [PostgresValue] = []) throws(PostgresError) -> PostgresRows {
    try requireNoNul(sql)
    let encoded = try EncodedParameters(parameters, of: sql)
    let name = try prepare(sql, types: encoded.types)
    let commits = commitsByItself
    let sent = encoded.withPointers { count, values, lengths, formats in
      PQsendQueryPrepared(connection, name, count, values, lengths, formats, 1)
    }
    do {
      let result = try result(sent: sent, of: sql, mayCommit: commits)
      try requireNoCopy(result, of: sql)
      return PostgresRows(result: result)
    } catch {
      // 0A000: a table changed under the plan. 26000: a script discarded the statement. Both heal when prepared anew.
      if error.sqlState == "0A000" || error.sqlState == "26000" { statements.forget(sql) }
      throw error
    }
  }

  /// Runs a script of statements without parameters; outside a transaction they are one transaction together.
  /// - Throws: `PostgresError` of the first statement that failed; the later ones did not run.
  public func execute(script: String) throws(PostgresError) {
    try requireNoNul(script)
    let commits = commitsByItself
    let result = try result(sent: PQsendQuery(connection, script), of: script, mayCommit: commits)
    try requireNoCopy(result, of: script)
  }

  /// Runs a script as one transaction that may take as long as it likes, since it changes or reads whole tables.
  /// - Throws: As `execute(script:)`.
  public func executeWhole(script: String) throws(PostgresError) {
    let usual = answerTimeout
    answerTimeout = nil
    defer { answerTimeout = usual }
    try execute(script: "BEGIN; SET LOCAL statement_timeout = 0; \(script); COMMIT;")
  }

  private func prepare(_ sql: String, types: [PostgresType]) throws(PostgresError) -> String {
    switch statements.plan(sql, types: types) {
    case .use(let name):
      return name
    case .prepare(let statement, let obsolete):
      if let obsolete { try execute(script: "DEALLOCATE \(obsolete)") }
      let oids = statement.types.map(\.rawValue)
      let sent = PQsendPrepare(connection, statement.name, sql, Int32(oids.count), oids)
      _ = try result(sent: sent, of: sql, mayCommit: false)
      statements.remember(statement, for: sql)
      return statement.name
    }
  }

  /// Refuses U+0000 in a statement, which is a C string to libpq and would be cut there.
  func requireNoNul(_ sql: String) throws(PostgresError) {
    guard sql.utf8.contains(0) else { return }
    throw .misuse(
      "22021", "the statement contains the character U+0000", attempted: PostgresError.summary(of: sql)
    )
  }
}
