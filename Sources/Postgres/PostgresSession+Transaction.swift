import CPostgres

extension PostgresSession {
  /// Runs `body` between BEGIN and COMMIT; if it throws, the caller rolls back.
  func transaction<T>(
    _ isolation: PostgresIsolation, _ body: (PostgresSession) throws(PostgresError) -> T
  ) throws(PostgresError) -> T {
    try execute(script: "BEGIN ISOLATION LEVEL \(isolation.rawValue)")
    let value = try body(self)
    try commit()
    return value
  }

  /// Makes sure that no transaction was left open by statements of the caller.
  func requireNoOpenTransaction() throws(PostgresError) {
    guard isInTransaction else { return }
    rollBack()
    throw .misuse(
      "25001", "a statement left a transaction open; it was rolled back", attempted: "run statements",
      hint: "use transaction(_:)"
    )
  }

  /// COMMIT on a failed transaction rolls back and reports success, so look first.
  private func commit() throws(PostgresError) {
    let status = PQtransactionStatus(connection)
    guard status == PQTRANS_INTRANS || PQstatus(connection) != CONNECTION_OK else {
      throw .misuse(
        "25P02", "the body returned although its transaction had failed or was already ended",
        attempted: "commit", hint: "let errors leave the body, and do not BEGIN, COMMIT or ROLLBACK in it"
      )
    }
    _ = try result(
      sent: PQsendQuery(connection, "COMMIT"), of: "COMMIT", mayCommit: status == PQTRANS_INTRANS)
  }

  /// Ends the transaction if there is one.
  ///
  /// It cannot fail in a way that matters: with the connection lost, so is the transaction.
  func rollBack() {
    guard isInTransaction else { return }
    PQclear(PQexec(connection, "ROLLBACK"))
  }

  private var isInTransaction: Bool {
    let status = PQtransactionStatus(connection)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }
}
