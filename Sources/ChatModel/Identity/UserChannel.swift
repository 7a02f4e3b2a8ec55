/// A user in a channel: the key of memberships, read positions, counters and snapshots.
public struct UserChannel: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Who.
  public let user: UserID
  /// Where.
  public let channel: ChannelID

  /// Creates a key.
  public init(_ user: UserID, _ channel: ChannelID) {
    self.user = user
    self.channel = channel
  }

  /// `alice in incidents`.
  public var description: String { "\(user) in \(channel)" }

  /// Orders by user, then channel: the order in which every writer locks rows, so that no two can deadlock.
  public static func < (left: UserChannel, right: UserChannel) -> Bool {
    (left.user, left.channel) < (right.user, right.channel)
  }
}
