import Kafka
import Lanes
import Postgres
import Service

/// Asks for what a server needs before it can serve, until it is there.
///
/// After a power cut everything starts at once, and a supervisor is quicker than a broker: a server that gave up then would
/// have to be started by hand. What waiting does not cure, such as a refused login, is an error at once.
struct Startup: Sendable {
  private let logger: Logger
  private let first: Duration
  /// After how many failures in a row it is said again, so that somebody who looks at the log later still sees why.
  private static let failuresPerWarning = 20

  /// - Parameter first: The longest pause after the first failure; later ones double up to a second.
  init(logger: Logger, first: Duration = .milliseconds(100)) {
    self.logger = logger
    self.first = first
  }

  /// Does `body` until no service is down any more.
  /// - Parameter service: Whom it needs, and where.
  /// - Throws: `CancellationError`, or what `body` throws if waiting does not help.
  func waiting<Result: Sendable>(for service: String, _ body: () async throws -> Result) async throws
    -> Result
  {
    var backoff = Backoff(first: first, most: .seconds(1))
    var failures = 0
    while true {
      do {
        let result = try await body()
        if failures > 0 { logger.notice("\(service) is there", metadata: ["failures": "\(failures)"]) }
        return result
      } catch  where Self.mayPass(error) {
        try Task.checkCancellation()
        logger.log(
          level: failures % Self.failuresPerWarning == 0 ? .warning : .debug,
          "waiting for \(service): the server starts as soon as it answers", metadata: ["error": "\(error)"])
        failures += 1
        try await Task.sleep(for: backoff.next())
      }
    }
  }

  /// Whether a service that is down, or just starting, explains an error.
  private static func mayPass(_ error: any Error) -> Bool {
    switch error {
    case let error as KafkaError: error.isRetriable
    case let error as PostgresError: error.isConnectionFailure || error.isRetriable
    default: false
    }
  }
}
