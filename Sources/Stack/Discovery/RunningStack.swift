import FoundationEssentials

/// What a running stack tells other processes about itself.
public struct RunningStack: Sendable, Codable, Equatable {
  /// The name it was published under.
  public let name: String
  /// The process that owns it; the stack lives exactly as long.
  public let process: ProcessIdentity
  /// When it was published.
  public let startedAt: Date
  /// Where its parts answer.
  public let endpoints: StackEndpoints

  /// Creates a description.
  public init(name: String, process: ProcessIdentity, startedAt: Date, endpoints: StackEndpoints) {
    self.name = name
    self.process = process
    self.startedAt = startedAt
    self.endpoints = endpoints
  }
}
