/// The members of a channel.
public struct MemberList: Sendable {
  /// Rises with every change of the list.
  public var version: Int64
  /// In no particular order.
  public var members: [Member]

  /// Creates a list.
  public init(version: Int64, members: [Member]) {
    self.version = version
    self.members = members
  }
}
