/// Something that a user wants to hear of who does not look: somebody has mentioned them.
public struct Alert: Hashable, Sendable {
  /// Who, and where.
  public let title: String
  /// What they said, in a harmless line.
  public let text: String
}
