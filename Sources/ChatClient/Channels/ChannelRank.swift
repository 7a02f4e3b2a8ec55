import ChatModel

/// The place of a channel within its section: mentions first, then unread ones, then the rest, each by name.
struct ChannelRank: Comparable, Sendable {
  enum Tier: Int, Comparable, Sendable {
    case mentioned
    case unread
    case quiet

    init(_ badge: Badge, muted: Bool) {
      self = badge.mentions > 0 ? .mentioned : badge.unread > 0 && !muted ? .unread : .quiet
    }

    static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }
  }

  var tier: Tier
  let name: String
  let channel: ChannelID

  static func < (left: ChannelRank, right: ChannelRank) -> Bool {
    (left.tier, left.name, left.channel) < (right.tier, right.name, right.channel)
  }
}
