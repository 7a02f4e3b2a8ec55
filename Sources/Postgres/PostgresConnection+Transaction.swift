import Lanes

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
