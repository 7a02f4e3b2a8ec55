import Lanes

/// What went wrong between this program and PostgreSQL, and during which statement.
///
/// Errors of the server carry its five-character SQLSTATE (PostgreSQL manual, appendix A). Errors that this client finds
/// before it sends anything use the SQLSTATE the server would have used, where there is one.
public struct PostgresError: Error, Sendable, Equatable {
  /// The five-character code, or `nil` when no server answered.
  public let sqlState: String?
  /// The server's severity, not localised: `ERROR`, `FATAL` or `PANIC`.
  public let severity: String
  /// The main message.
  public let message: String
  /// The server's secondary message, with the values concerned.
  public let detail: String?
  /// What to do about it.
  public let hint: String?
  /// The name of the violated constraint.
  public let constraint: String?
  /// The first words of the statement, or what else was attempted.
  public let attempted: String
  /// Whether the connection was refused or broke, so that it does not exist any more.
  public let connectionLost: Bool
  /// Whether the changes may or may not have been committed.
  ///
  /// True when the connection broke during COMMIT, or during a statement outside a transaction, which commits by itself.
  /// Whoever repeats such work must make it harmless to do twice.
  public let commitOutcomeUnknown: Bool

  /// Creates an error; drivers of other kinds and tests may, too.
  public init(
    sqlState: String? = nil, severity: String = "ERROR", message: String, detail: String? = nil,
    hint: String? = nil, constraint: String? = nil, attempted: String = "", connectionLost: Bool = false,
    commitOutcomeUnknown: Bool = false
  ) {
    self.sqlState = sqlState
    self.severity = severity
    self.message = message
    self.detail = detail
    self.hint = hint
    self.constraint = constraint
    self.attempted = attempted
    self.connectionLost = connectionLost
    self.commitOutcomeUnknown = commitOutcomeUnknown
  }
}

extension PostgresError: CustomStringConvertible {
  /// One line: what was attempted, what happened, and what to do.
  public var description: String {
    var text = attempted.isEmpty ? message : "cannot \(attempted): \(message)"
    let facts = [sqlState, constraint.map { "constraint \($0)" }].compactMap { $0 }
    if !facts.isEmpty { text += " (\(facts.joined(separator: ", ")))" }
    for more in [detail, hint].compactMap({ $0 }) { text += "; \(more)" }
    if commitOutcomeUnknown { text += "; it is unknown whether it was committed" }
    return text.printable
  }
}

extension PostgresError {
  /// Whether the same transaction, run again from its start, may well succeed.
  ///
  /// True for a serialization failure (40001) and for the victim of a deadlock (40P01).
  public var isRetriable: Bool {
    sqlState == "40001" || sqlState == "40P01"
  }

  /// Whether the server could not be reached, went away, is starting or stopping, or has no connection to spare.
  ///
  /// Besides a connection that was lost or is not taken for a while: class 08, 57P01 to 57P03 and 53300. Not among them is
  /// 08P01, which the server also says of a malformed value while the connection stands; nor is a refused login (class 28,
  /// or a database that does not exist), as waiting does not help.
  public var isConnectionFailure: Bool {
    guard let sqlState else { return connectionLost }
    return connectionLost || (sqlState.hasPrefix("08") && sqlState != "08P01")
      || ["57P01", "57P02", "57P03", "53300"].contains(sqlState)
  }
}
