import CPostgres
import Glibc

extension PostgresSession {
  /// Whether a statement sent now is a transaction of its own.
  var commitsByItself: Bool {
    PQtransactionStatus(connection) == PQTRANS_IDLE
  }

  /// Whether the connection stands, as far as can be known without sending anything.
  ///
  /// Reads what came in while it was idle, without waiting: a server that ended the connection has said so.
  func isAlive() -> Bool {
    var socket = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
    while PQstatus(connection) == CONNECTION_OK, poll(&socket, 1, 0) > 0 {
      guard PQconsumeInput(connection) == 1 else { return false }
    }
    return PQstatus(connection) == CONNECTION_OK
  }

  /// Waits for the result of what was sent, or throws what it says.
  ///
  /// `PQexec` and its like return the last result; when a server ends the connection that is libpq's "server closed the
  /// connection", and the reason that the server gave before is gone. So the first failure counts here.
  /// - Parameters:
  ///   - sent: What libpq's function for sending returned: 1 for success.
  ///   - sql: The statement, for the error.
  ///   - mayCommit: Whether it was about to commit, for the error.
  func result(
    sent: Int32, of sql: String, mayCommit: Bool
  ) throws(PostgresError) -> ResultHandle {
    var decisive: ResultHandle?
    while sent == 1, let next = PQgetResult(connection) {
      let handle = ResultHandle(owning: next)
      if decisive?.status != PGRES_FATAL_ERROR { decisive = handle }
      // In COPY there is no further result until the data has passed.
      if handle.isCopy { break }
    }
    guard let decisive else { throw failure(of: PostgresError.summary(of: sql), mayCommit: mayCommit) }
    return try accept(decisive, of: sql, mayCommit: mayCommit)
  }

  private func accept(
    _ handle: ResultHandle, of sql: String, mayCommit: Bool
  ) throws(PostgresError) -> ResultHandle {
    switch handle.status {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN, PGRES_COPY_OUT:
      return handle
    default:
      let lost = PQstatus(connection) != CONNECTION_OK
      throw PostgresError(
        result: handle.pointer, attempted: PostgresError.summary(of: sql), connectionLost: lost,
        commitOutcomeUnknown: lost && mayCommit
      )
    }
  }

  /// The error when libpq has no result to read it from.
  func failure(of attempted: String, mayCommit: Bool) -> PostgresError {
    let lost = PQstatus(connection) != CONNECTION_OK
    return PostgresError(
      severity: lost ? "FATAL" : "ERROR",
      message: PostgresError.oneLine(String(cString: PQerrorMessage(connection))),
      attempted: attempted, connectionLost: lost, commitOutcomeUnknown: lost && mayCommit
    )
  }

  /// Refuses a COPY that came as a query, and leaves it.
  func requireNoCopy(_ handle: ResultHandle, of sql: String) throws(PostgresError) {
    guard handle.isCopy else { return }
    abandonCopy()
    throw .misuse(
      "0A000", "COPY does not run as a query", attempted: PostgresError.summary(of: sql), hint: "use copyIn"
    )
  }

  /// Leaves a COPY in either direction without its effect; the connection is usable afterwards.
  func abandonCopy() {
    _ = PQputCopyEnd(connection, "abandoned by the client")
    var line: UnsafeMutablePointer<CChar>?
    while PQgetCopyData(connection, &line, 0) > 0 { PQfreemem(line) }
    while let result = PQgetResult(connection) { PQclear(result) }
  }
}
