import Lanes
import CPostgres
import Glibc

extension PostgresSession {
  /// Settings that the address may override: a dead peer is noticed within about half a minute.
  ///
  /// Without data to send, keepalive probes find it: 10 s idle and 3 probes 5 s apart. With data unacknowledged it is
  /// `tcp_user_timeout`, in milliseconds. Kerberos encryption is off as its mere negotiation is slow to start.
  private static let defaults = [
    ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
    ("tcp_user_timeout", "20000"), ("gssencmode", "disable"),
  ]

  /// Makes a connection and waits until it is ready.
  ///
  /// It is made with libpq's asynchronous calls so that the notice sink is there before the server's first warning.
  static func open(
    _ url: String, name: String, options: PostgresOptions
  ) throws(PostgresError) -> PostgresSession {
    let seconds = max(1, (options.connectTimeout.wholeMilliseconds + 999) / 1000)
    let parameters =
      defaults + [
        ("connect_timeout", "\(seconds)"), ("fallback_application_name", name),
        ("dbname", url), ("client_encoding", "UTF8"),
      ]
    guard !url.utf8.contains(0), let connection = start(parameters) else {
      throw .unreachable("the address cannot be used", attempted: "connect to PostgreSQL")
    }
    let notices = NoticeSink(options.notices)
    notices.install(on: connection)
    let session = PostgresSession(
      owning: connection, notices: notices, answerTimeout: options.answerTimeout)
    try session.finishConnecting()
    let settings = settings(options)
    if !settings.isEmpty { try session.execute(script: settings) }
    return session
  }

  /// The statements that bring the options into force.
  private static func settings(_ options: PostgresOptions) -> String {
    let timeouts = [
      ("statement_timeout", options.statementTimeout),
      ("idle_in_transaction_session_timeout", options.idleTransactionTimeout),
    ]
    let set = timeouts.compactMap { name, timeout in timeout.map { (name, "\($0.wholeMilliseconds)") } }
    return (set + options.settings.sorted { $0.key < $1.key }).map { "SET \($0) = \($1);" }.joined()
  }

  private static func start(_ parameters: [(String, String)]) -> OpaquePointer? {
    let keywords = parameters.map { strdup($0.0) } + [nil]
    let values = parameters.map { strdup($0.1) } + [nil]
    defer { for text in keywords + values { free(text) } }
    return PQconnectStartParams(
      keywords.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
  }

  private func finishConnecting() throws(PostgresError) {
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
    let limit = connectTimeout
    let deadline = limit.map { ContinuousClock.now + $0 }
    var state = PQstatus(connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
    while state != PGRES_POLLING_OK {
      guard state != PGRES_POLLING_FAILED else {
        throw .unreachable(String(cString: PQerrorMessage(connection)), attempted: connecting)
      }
      let left = deadline.map { Int32(clamping: (ContinuousClock.now.duration(to: $0)).wholeMilliseconds) }
      if let left, left <= 0 {
        throw .unreachable("no answer within \(limit ?? .zero)", attempted: connecting)
      }
      let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
      var socket = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
      if poll(&socket, 1, left ?? -1) > 0 { state = PQconnectPoll(connection) }
    }
    PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
    // Sending waits as patiently as receiving: in `wait`.
    PQsetnonblocking(connection, 1)
  }

  /// The `connect_timeout` in effect, which libpq leaves to the caller of `PQconnectPoll`; `nil` for none.
  private var connectTimeout: Duration? {
    guard let settings = PQconninfo(connection) else { return nil }
    defer { PQconninfoFree(settings) }
    var setting = settings
    while let keyword = setting.pointee.keyword {
      if String(cString: keyword) == "connect_timeout", let value = setting.pointee.val {
        return Int(String(cString: value)).flatMap { $0 > 0 ? .seconds($0) : nil }
      }
      setting += 1
    }
    return nil
  }

  /// What is attempted, without the password that the address may hold.
  private var connecting: String {
    func part(_ text: UnsafeMutablePointer<CChar>?) -> String? {
      text.map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let place = [part(PQhost(connection)), part(PQport(connection))].compactMap { $0 }.joined(separator: ":")
    return "connect to PostgreSQL" + (place.isEmpty ? "" : " at \(place)")
  }
}
