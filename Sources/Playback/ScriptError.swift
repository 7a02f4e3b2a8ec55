/// A script that cannot be read, with the place.
public struct ScriptError: Error, Hashable, CustomStringConvertible {
  /// The file's name as it was given.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// What is wrong.
  public let problem: String
  /// What would be right.
  public let expected: String

  /// The place, the problem and what would be right, as compilers print them.
  public var description: String { "\(file):\(line): \(problem); expected \(expected)" }
}
