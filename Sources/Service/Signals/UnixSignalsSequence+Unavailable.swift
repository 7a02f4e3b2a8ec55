import Glibc

extension UnixSignalsSequence {
  /// A signal could not be trapped.
  public struct Unavailable: Error, CustomStringConvertible {
    /// What was attempted.
    public let attempt: String
    /// The value of `errno`.
    public let code: Int32

    /// A sentence for the log.
    public var description: String { "cannot \(attempt): \(String(cString: strerror(code)))" }
  }
}
