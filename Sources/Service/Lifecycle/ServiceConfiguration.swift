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
