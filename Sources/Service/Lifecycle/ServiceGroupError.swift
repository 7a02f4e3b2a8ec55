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
