/// A configuration file that cannot be read, with the place; exit status 64.
public struct ConfigurationError: Error, CustomStringConvertible, Sendable {
  /// The file's name as it was given.
  public let file: String
  /// The line, from 1; `nil` when the file as a whole is at fault.
  public let line: Int?
  /// What is wrong and what to do.
  public let reason: String

  /// Creates an error for something that the settings themselves show to be wrong.
  public init(file: String, line: Int?, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// The place and the reason, as compilers print them.
  public var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)"
  }
}
