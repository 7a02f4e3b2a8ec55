/// A line of a script.
public struct ScriptStep: Hashable, Sendable {
  /// Its number in the file, from 1.
  public let line: Int
  /// The line as it was read.
  public let source: String
  let action: ScriptAction
}
