import Canvas

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

/// An expectation of a script that did not come true, with what was there instead.
public struct ScriptFailure: Error, Hashable, CustomStringConvertible {
  /// The file's name as it was given.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The expectation as the script says it.
  public let expectation: String
  /// How long it was waited for.
  public let patience: Duration
  /// What was found instead.
  public let found: String
  /// The screen at that moment.
  public let frame: String

  /// Where, what, and the screen.
  public var description: String {
    "\(file):\(line): \(expectation)\n  not within \(patience.scriptText): \(found)\n\(frame)"
  }
}
