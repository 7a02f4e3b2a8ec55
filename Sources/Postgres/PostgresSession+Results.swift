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
    let deadline = answerDeadline
    while sent == 1 {
      try wait(until: deadline, PostgresError.summary(of: sql), mayCommit: mayCommit) {
        PQisBusy(connection) == 0
      }
      guard let next = PQgetResult(connection) else { break }
      let handle = ResultHandle(owning: next)
      if decisive?.status != PGRES_FATAL_ERROR { decisive = handle }
      // In COPY there is no further result until the data has passed.
      if handle.isCopy { break }
    }
    guard let decisive else { throw failure(of: PostgresError.summary(of: sql), mayCommit: mayCommit) }
    return try accept(decisive, of: sql, mayCommit: mayCommit)
  }

  /// Until when the server has to answer what is sent now; nil for ever.
  var answerDeadline: ContinuousClock.Instant? { answerTimeout.map { ContinuousClock.now + $0 } }

  /// Sends what is still to be sent and waits until `isReady`, or until the connection turns out to be lost.
  /// - Throws: When that takes too long; the connection is then given up.
  func wait(
    until deadline: ContinuousClock.Instant?, _ attempted: @autoclosure () -> String, mayCommit: Bool,
    for isReady: () -> Bool
  ) throws(PostgresError) {
    while true {
      let unsent = PQflush(connection)
      guard unsent >= 0, unsent == 1 || !isReady() else { return }
      let events = POLLIN | (unsent == 1 ? POLLOUT : 0)
      var socket = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
      let left = deadline.map { max(0, ContinuousClock.now.duration(to: $0).wholeMilliseconds) }
      if poll(&socket, 1, left.map { Int32(clamping: $0) } ?? -1) > 0 {
        // An error of the socket is for reading to find.
        if Int32(socket.revents) & ~POLLOUT != 0, PQconsumeInput(connection) == 0 { return }
      } else if left == 0 {
        // The next look at the connection finds it closed.
        shutdown(PQsocket(connection), Int32(SHUT_RDWR))
        throw PostgresError(
          severity: "FATAL",
          message: "no answer within \(answerTimeout ?? .zero); the connection is given up",
          attempted: attempted(), connectionLost: true, commitOutcomeUnknown: mayCommit)
      }
    }
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
