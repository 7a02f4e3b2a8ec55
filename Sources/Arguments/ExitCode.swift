import Glibc

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
