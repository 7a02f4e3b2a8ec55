import CPostgres

/// What a connection does besides what its address says.
public struct PostgresOptions: Sendable {
  /// The longest that making a connection may take, rounded up to seconds; `connect_timeout` in the address wins.
  public var connectTimeout: Duration
  /// The longest that a statement may run before the server ends it with 57014; `nil` leaves the server's setting.
  public var statementTimeout: Duration?
  /// The longest that the server may keep silent over a statement before the connection is given up as lost; `nil` waits for
  /// ever.
  ///
  /// A server that runs ends a statement itself, and says so; one that is frozen, or whose machine is gone, says nothing. So
  /// this is to be longer than `statementTimeout`, and each statement of a transaction has it anew.
  public var answerTimeout: Duration?
  /// The longest that a transaction may wait for its next statement before the server ends the connection; `nil` leaves
  /// the server's setting.
  ///
  /// Statements follow each other at once here, so a transaction that waits belongs to a process that is frozen or cut
  /// off, and its locks would stop everybody else for as long as that lasts.
  public var idleTransactionTimeout: Duration?
  /// Settings of the session, such as `enable_seqscan`, by name; none unless told.
  public var settings: [String: String]
  /// Receives the server's notices and warnings, on the connection's thread; they are dropped otherwise.
  public var notices: (@Sendable (String) -> Void)?

  /// Creates options.
  public init(
    connectTimeout: Duration = .seconds(5), statementTimeout: Duration? = nil,
    answerTimeout: Duration? = nil,
    idleTransactionTimeout: Duration? = .seconds(10), settings: [String: String] = [:],
    notices: (@Sendable (String) -> Void)? = nil
  ) {
    self.connectTimeout = connectTimeout
    self.statementTimeout = statementTimeout
    self.answerTimeout = answerTimeout
    self.idleTransactionTimeout = idleTransactionTimeout
    self.settings = settings
    self.notices = notices
  }
}

/// Takes the notices of one connection, which libpq would otherwise print to standard error.
final class NoticeSink {
  private let sink: (@Sendable (String) -> Void)?

  init(_ sink: (@Sendable (String) -> Void)?) {
    self.sink = sink
  }

  /// Installs itself.
  ///
  /// The connection does not retain it, so whoever owns the connection must keep both.
  func install(on connection: OpaquePointer) {
    let reference = Unmanaged.passUnretained(self).toOpaque()
    PQsetNoticeProcessor(
      connection,
      { reference, text in
        guard let reference, let text else { return }
        let sink = Unmanaged<NoticeSink>.fromOpaque(reference).takeUnretainedValue()
        sink.sink?(PostgresError.oneLine(String(cString: text)))
      }, reference)
  }
}
