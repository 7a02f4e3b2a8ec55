/// A member of a channel.
public struct Member: Hashable, Sendable {
  /// Who.
  public let user: UserID
  /// The head when the user joined.
  public let floor: Seq

  /// Creates a member.
  public init(user: UserID, floor: Seq) {
    self.user = user
    self.floor = floor
  }
}
