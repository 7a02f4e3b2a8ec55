/// The two numbers beside a channel's name.
public struct Badge: Hashable, Sendable, CustomStringConvertible {
  /// Messages above the read position and the join floor, own ones not counted.
  public var unread: Int
  /// Those of them that mention the user.
  public var mentions: Int

  /// Creates a badge; the default has nothing unread.
  public init(unread: Int = 0, mentions: Int = 0) {
    self.unread = unread
    self.mentions = mentions
  }

  /// Nothing is unread.
  public var isEmpty: Bool { unread == 0 && mentions == 0 }

  /// `7 unread, 1 mention`.
  public var description: String { "\(unread) unread, \(mentions) mentions" }

  /// The sum of both, for totals.
  public static func + (left: Badge, right: Badge) -> Badge {
    Badge(unread: left.unread + right.unread, mentions: left.mentions + right.mentions)
  }
}
