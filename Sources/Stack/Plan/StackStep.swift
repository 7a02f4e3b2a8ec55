/// One thing a stack does while it starts, for a list that people watch.
///
/// Every step is reported twice, with the same title: when it begins, and when it ended or failed. Steps of different
/// parts overlap.
public struct StackStep: Sendable, Equatable {
  /// How far the step is.
  public enum Phase: Sendable, Equatable {
    /// The step has begun.
    case began
    /// The step is done.
    case ended(after: Duration)
    /// The step failed; the reason carries the last lines of the server's log.
    case failed(after: Duration, reason: String)
  }

  /// The server that the step is about.
  public let part: StackPart
  /// The step's name: "PostgreSQL 15: initdb".
  public let title: String
  /// How far it is.
  public let phase: Phase

  /// Creates a report.
  public init(part: StackPart, title: String, phase: Phase) {
    self.part = part
    self.title = title
    self.phase = phase
  }
}
