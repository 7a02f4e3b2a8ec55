/// A server of the stack ended and nobody had asked it to.
public struct StackExit: Sendable, Equatable {
  /// The server.
  public let part: StackPart
  /// How it ended: "exited with status 1", "was killed by signal 9".
  public let status: String
  /// The last lines of its log, oldest first.
  public let log: [String]
}
