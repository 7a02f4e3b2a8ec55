import CPostgres
import Lanes

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
    _ = try? result(sent: PQsendQuery(connection, "ROLLBACK"), of: "ROLLBACK", mayCommit: false)
  }

  private var isInTransaction: Bool {
    let status = PQtransactionStatus(connection)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }
}

/// How far a transaction is kept apart from those that run beside it.
public enum PostgresIsolation: String, Sendable, CaseIterable {
  /// Each statement sees what was committed before it began; PostgreSQL's default.
  case readCommitted = "READ COMMITTED"
  /// All statements see one snapshot; a write to a row changed meanwhile fails with 40001.
  case repeatableRead = "REPEATABLE READ"
  /// As if transactions ran one after another; any statement, and the commit, may fail with 40001.
  case serializable = "SERIALIZABLE"
}

extension PostgresConnection {
  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// The body runs on the connection's thread and cannot suspend, so no other task's statement can get into the
  /// transaction. After a serialization failure or a deadlock the whole body runs again, after a pause during which the
  /// connection serves others; it must therefore do nothing that a rollback does not undo.
  /// - Parameters:
  ///   - isolation: The isolation level.
  ///   - retries: How often to run the body again, at most.
  ///   - body: The statements, on the session it is given.
  /// - Throws: `PostgresError`; see `commitOutcomeUnknown` for a connection lost during the commit.
  public func transaction<T: Sendable>(
    isolation: PostgresIsolation = .readCommitted, retries: Int = 10,
    _ body: @Sendable (PostgresSession) throws(PostgresError) -> T
  ) async throws(PostgresError) -> T {
    var backoff = Backoff(first: .milliseconds(10), most: .seconds(1))
    var retriesLeft = retries
    while true {
      do {
        return try perform { session throws(PostgresError) in try session.transaction(isolation, body) }
      } catch {
        guard error.isRetriable, retriesLeft > 0 else { throw error }
        retriesLeft -= 1
        // A cancelled task waits for nothing more: it gets the failure it was about to retry.
        guard (try? await Task.sleep(for: backoff.next())) != nil else { throw error }
      }
    }
  }
}
