/// A line of a settings file that cannot be used; whoever read the file knows its name.
public struct SettingError: Error, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// What is wrong with it, and what is allowed instead.
  public let reason: String

  /// The line and the reason.
  public var description: String { "\(line): \(reason)" }
}
