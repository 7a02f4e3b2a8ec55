/// Something long-lived: `run()` lasts as long as the work does.
///
/// It returns after a graceful shutdown was asked for (see `gracefulShutdown()`, `cancelWhenGracefulShutdown(_:)` and
/// `gracefulSleep(for:)`), throws when it cannot go on, and stops soon after cancellation of its task. The names in
/// this folder are those of swift-service-lifecycle.
public protocol Service: Sendable {
  /// Works until the work is done, or a graceful shutdown or a cancellation ends it.
  func run() async throws
}

/// A service and what its end means for its group.
public struct ServiceConfiguration: Sendable {
  /// What to do when a service returns before anyone asked it to.
  public enum TerminationBehavior: Sendable {
    /// Shuts the group down and throws `ServiceGroupError.serviceFinishedUnexpectedly`.
    case failGroup
    /// Shuts the group down: the service was the purpose of the program, and it is done.
    case gracefullyShutdownGroup
    /// Lets the other services run on.
    case ignore
  }

  /// The service.
  public let service: any Service
  /// What its return means; an error always shuts the group down and is thrown.
  public let successTerminationBehavior: TerminationBehavior

  /// Creates a configuration.
  public init(service: any Service, successTerminationBehavior: TerminationBehavior = .failGroup) {
    self.service = service
    self.successTerminationBehavior = successTerminationBehavior
  }

  /// The service's type, for the log.
  var name: String { "\(type(of: service))" }
}

/// Why a group of services ended with an error that was not one of its services'.
public enum ServiceGroupError: Error, Equatable, CustomStringConvertible {
  /// `run()` was called a second time.
  case alreadyRunning
  /// The named service returned although nobody asked it to.
  case serviceFinishedUnexpectedly(service: String)
  /// The named services ignored both the shutdown and the cancellation, and were left behind.
  case servicesDidNotStop(services: [String])

  /// A sentence for the log.
  public var description: String {
    switch self {
    case .alreadyRunning: "a service group can run only once; create another one"
    case .serviceFinishedUnexpectedly(let name): "the service \(name) ended although nobody asked it to"
    case .servicesDidNotStop(let names):
      "these services ignored shutdown and cancellation and were left behind: \(names.joined(separator: ", "))"
    }
  }
}
