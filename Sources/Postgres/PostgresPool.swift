import Synchronization

/// A bounded number of connections, lent to whoever asked first.
///
/// Connections are made when first needed and kept. Each has a thread, so a pool should be as large as the statements that
/// are worth running at once, not as the tasks that want one.
public final class PostgresPool: Sendable {
  private typealias Outcome = Result<PostgresConnection, PostgresError>
  private typealias Queue = LeaseQueue<PostgresConnection, CheckedContinuation<Outcome, Never>>

  private struct State {
    var queue: Queue
    var isClosed = false
  }

  /// The name given at creation; connections are called after it, with a number.
  public let name: String
  private let url: String
  private let options: PostgresOptions
  private let state: Mutex<State>

  /// Creates a pool that has not connected yet.
  /// - Parameters:
  ///   - url: A `postgresql://` URL or a `keyword=value` string, as libpq takes it.
  ///   - name: What to call the connections.
  ///   - size: The most connections, at least 1.
  ///   - options: Time limits and the sink for notices.
  public init(_ url: String, name: String, size: Int, options: PostgresOptions = PostgresOptions()) {
    self.url = url
    self.name = name
    self.options = options
    state = Mutex(State(queue: Queue(capacity: size)))
  }

  /// How many tasks wait in line at this moment.
  public var waiting: Int {
    state.withLock { $0.queue.waitingCount }
  }

  /// Lends `body` a connection that no one else uses until it returns.
  ///
  /// Do not ask for a second one inside: with all lent out, tasks that hold one and want another wait for ever.
  /// - Throws: What the body throws; `PostgresError` 08003 when the pool is closed, 57014 when the task was cancelled
  ///   while it waited in line.
  public func withConnection<T>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (PostgresConnection) async throws -> T
  ) async throws -> T {
    let connection = try await acquire()
    defer { release(connection) }
    return try await body(connection)
  }

  /// Runs one statement on a free connection; see `PostgresConnection.query`.
  @discardableResult
  public func query(
    _ sql: String, _ parameters: [PostgresValue] = []
  ) async throws(PostgresError) -> PostgresRows {
    let connection = try await acquire()
    defer { release(connection) }
    return try await connection.query(sql, parameters)
  }

  /// Runs a script on a free connection; see `PostgresConnection.execute`.
  public func execute(script: String) async throws(PostgresError) {
    let connection = try await acquire()
    defer { release(connection) }
    try await connection.execute(script: script)
  }

  /// Runs a script as one transaction without a limit of time, on a free connection; see `PostgresSession.executeWhole`.
  public func executeWhole(script: String) async throws(PostgresError) {
    let connection = try await acquire()
    defer { release(connection) }
    try await connection.executeWhole(script: script)
  }

  /// Runs a transaction on a free connection; see `PostgresConnection.transaction`.
  public func transaction<T: Sendable>(
    isolation: PostgresIsolation = .readCommitted, retries: Int = 10,
    _ body: @Sendable (PostgresSession) throws(PostgresError) -> T
  ) async throws(PostgresError) -> T {
    let connection = try await acquire()
    defer { release(connection) }
    return try await connection.transaction(isolation: isolation, retries: retries, body)
  }

  /// Ends all connections for good, each after the statement it is running; whoever waits in line gets 08003.
  public func close() async {
    let (waiting, made) = state.withLock { state in
      state.isClosed = true
      return (state.queue.withdrawAll(), state.queue.made)
    }
    for continuation in waiting { continuation.resume(returning: .failure(closed)) }
    for connection in made { await connection.close() }
  }

  private func acquire() async throws(PostgresError) -> PostgresConnection {
    let ticket = state.withLock { $0.queue.ticket() }
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if let outcome = takeOrWait(continuation, ticket) { continuation.resume(returning: outcome) }
      }
    } onCancel: {
      let waiter = state.withLock { $0.queue.withdraw(ticket: ticket) }
      waiter?.resume(returning: .failure(cancelled))
    }
    return try outcome.get()
  }

  /// The outcome if it is certain at once.
  ///
  /// A task that is cancelled already never lines up, as no one would tell it.
  private func takeOrWait(_ continuation: CheckedContinuation<Outcome, Never>, _ ticket: Int) -> Outcome? {
    state.withLock { state in
      if state.isClosed { return .failure(closed) }
      let number = state.queue.made.count + 1
      let free = state.queue.take {
        PostgresConnection(url, name: "\(name)-\(number)", options: options)
      }
      if let free { return .success(free) }
      if Task.isCancelled { return .failure(cancelled) }
      state.queue.wait(continuation, ticket: ticket)
      return nil
    }
  }

  private func release(_ connection: PostgresConnection) {
    let next = state.withLock { $0.queue.give(connection) }
    next?.resume(returning: .success(connection))
  }

  private var closed: PostgresError {
    .misuse("08003", "the pool \(name) was closed", attempted: "get a connection")
  }

  private var cancelled: PostgresError {
    .misuse("57014", "the task was cancelled while it waited", attempted: "get a connection")
  }
}
