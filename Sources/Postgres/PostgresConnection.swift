import Lanes

/// One connection to PostgreSQL, on a thread of its own.
///
/// It connects at the first call, and again at the next call after it was lost. A call that finds the connection lost
/// throws; one that finds, before sending anything, that the server closed an idle connection reconnects at once. Calls
/// run one at a time in order of arrival, and a transaction is one call, so nothing comes between its statements.
public actor PostgresConnection {
  /// The name given at creation; the server shows it as `application_name`.
  public nonisolated let name: String
  private let url: String
  private let options: PostgresOptions
  private let lane: Lane
  private let cancellation = Cancellation()
  private var session: PostgresSession?
  private var isClosed = false

  /// The thread that all calls wait on.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// Creates a connection that has not connected yet.
  /// - Parameters:
  ///   - url: A `postgresql://` URL or a `keyword=value` string, as libpq takes it.
  ///   - name: The name of the thread and of the connection in `pg_stat_activity`.
  ///   - options: Time limits and the sink for notices.
  public init(_ url: String, name: String, options: PostgresOptions = PostgresOptions()) {
    self.url = url
    self.name = name
    self.options = options
    lane = Lane(name: name)
  }

  /// Runs one statement; its text is prepared at its first use on each connection to the server.
  /// - Parameters:
  ///   - sql: One statement, with `$1`, `$2` … for the parameters.
  ///   - parameters: At most 65,535 values.
  /// - Throws: `PostgresError`; the connection is usable afterwards.
  @discardableResult
  public func query(_ sql: String, _ parameters: [PostgresValue] = []) throws(PostgresError) -> PostgresRows {
    try perform { session throws(PostgresError) in try session.query(sql, parameters) }
  }

  /// Runs a script of statements without parameters, as one transaction unless it says otherwise.
  /// - Throws: `PostgresError` of the first statement that failed; also if the script left a transaction open.
  public func execute(script: String) throws(PostgresError) {
    try perform { session throws(PostgresError) in try session.execute(script: script) }
  }

  /// Runs a script as one transaction without a limit of time; see `PostgresSession.executeWhole`.
  public func executeWhole(script: String) throws(PostgresError) {
    try perform { session throws(PostgresError) in try session.executeWhole(script: script) }
  }

  /// Inserts rows with COPY; see `PostgresSession.copyIn`.
  /// - Returns: The number of rows inserted.
  @discardableResult
  public func copyIn(
    _ table: String, columns: [String], rows: some Sequence<[PostgresValue]> & Sendable
  ) throws(PostgresError) -> Int {
    try perform { session throws(PostgresError) in
      try session.copyIn(table, columns: columns, rows: rows)
    }
  }

  /// Asks the server to end the statement that runs at this moment, which then throws 57014.
  ///
  /// Returns at once and may be called from anywhere. Whose statement it is cannot be chosen: it hits whatever runs when
  /// the request arrives, or nothing.
  public nonisolated func cancel() {
    cancellation.request()
  }

  /// Ends the connection for good; later calls throw 08003.
  public func close() {
    isClosed = true
    session = nil
    cancellation.replace(with: nil)
  }

  /// Runs `work` on a live session and leaves no transaction open.
  ///
  /// It does not suspend, so it is never interleaved.
  func perform<T>(
    _ work: (PostgresSession) throws(PostgresError) -> T
  ) throws(PostgresError) -> T {
    let session = try liveSession()
    let value: T
    do {
      value = try work(session)
    } catch {
      session.rollBack()
      throw error
    }
    try session.requireNoOpenTransaction()
    return value
  }

  private func liveSession() throws(PostgresError) -> PostgresSession {
    guard !isClosed else {
      throw .misuse("08003", "the connection \(name) was closed", attempted: "use it")
    }
    if let session, session.isAlive() { return session }
    session = nil
    cancellation.replace(with: nil)
    let fresh = try PostgresSession.open(url, name: name, options: options)
    session = fresh
    cancellation.replace(with: CancelHandle(fresh.connection))
    return fresh
  }
}
