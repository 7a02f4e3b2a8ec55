/// Whether the help lists an argument.
public enum ArgumentVisibility: Sendable {
  /// Listed.
  case `default`
  /// Accepted, but not listed.
  case hidden
}
