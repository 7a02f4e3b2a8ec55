/// One invocation to imitate, as the help shows it.
public struct CommandExample: Sendable {
  /// The whole line to type.
  public let command: String
  /// What it does, in a sentence.
  public let explanation: String

  /// Creates an example.
  public init(_ command: String, _ explanation: String) {
    self.command = command
    self.explanation = explanation
  }
}
