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
