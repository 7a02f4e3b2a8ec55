/// A stack could not be started or changed: what was attempted, and what to do about it.
public struct StackError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Code: Sendable, Equatable {
    /// A program or a folder of programs is not installed.
    case missingProgram
    /// A folder cannot be used.
    case directory
    /// A server or one of its preparations ended with an error.
    case didNotStart
    /// A step exceeded the plan's patience.
    case tookTooLong
    /// The task that started the stack was cancelled.
    case cancelled
    /// The system refused a process, a socket or a free port.
    case system
    /// The part is not one that this stack started, or is not in the state that was needed.
    case notRunning
  }

  /// What kind of failure it is.
  public let code: Code
  /// The server concerned, if it is about one.
  public let part: StackPart?
  /// One sentence.
  public let message: String
  /// The last lines of the server's log, oldest first.
  public let log: [String]

  /// Creates an error.
  public init(_ code: Code, part: StackPart? = nil, _ message: String, log: [String] = []) {
    self.code = code
    self.part = part
    self.message = message
    self.log = log
  }

  /// The sentence, and the log's lines indented below it.
  public var description: String {
    ([message] + log.map { "  \($0)" }).joined(separator: "\n")
  }

  static func system(_ attempt: String, errno code: Int32) -> StackError {
    StackError(.system, "\(attempt): \(errorText(code))")
  }
}
