import Glibc

/// A reason to end with success before any work: a request for help or a message.
public enum CleanExit: Error, CustomStringConvertible {
  /// Shows the help of a command; of the running one when `nil`.
  case helpRequest((any ParsableCommand.Type)? = nil)
  /// Shows a text on standard output.
  case message(String)

  /// The text, or a word for the request.
  public var description: String {
    switch self {
    case .helpRequest: "--help"
    case .message(let text): text
    }
  }
}

/// An error together with the command it belongs to.
struct CommandError: Error {
  let stack: CommandStack
  let underlying: any Error

  /// Keeps the command of an error that has one already.
  init(stack: CommandStack, underlying: any Error) {
    if let error = underlying as? CommandError {
      self = error
    } else {
      self.stack = stack
      self.underlying = underlying
    }
  }
}

/// An exit status; thrown from `run()` it ends the process with no message.
public struct ExitCode: Error, RawRepresentable, Hashable, Sendable {
  /// The status, 0 to 255.
  public let rawValue: Int32

  /// Creates a status.
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Creates a status.
  public init(_ code: Int32) {
    self.init(rawValue: code)
  }

  /// All went well: 0.
  public static let success = ExitCode(EXIT_SUCCESS)
  /// Something failed: 1.
  public static let failure = ExitCode(EXIT_FAILURE)
  /// The arguments were wrong: 64, `EX_USAGE` of `<sysexits.h>`.
  public static let validationFailure = ExitCode(64)

  /// Whether the status is 0.
  public var isSuccess: Bool { self == .success }
}

/// Arguments that parse but make no sense; shown with the usage, exit status 64.
public struct ValidationError: Error, CustomStringConvertible {
  /// What is wrong and what to do.
  public let message: String

  /// Creates an error.
  public init(_ message: String) {
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
