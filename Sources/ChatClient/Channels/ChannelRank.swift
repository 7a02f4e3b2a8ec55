import ChatModel

/// The place of a channel within its section.
struct ChannelRank: Sendable {
  enum Tier: Int, Comparable, Sendable {
    case mentioned
    case unread
    case quiet

    init(_ badge: Badge, muted: Bool) {
      self = badge.mentions > 0 ? .mentioned : badge.unread > 0 && !muted ? .unread : .quiet
    }

    static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }
  }

  let tier: Tier
  /// When the newest message was sent, in milliseconds; 0 without one.
  let newest: Int64
  let name: String
  let channel: ChannelID

  func precedes(_ other: ChannelRank, by sort: ChannelSort) -> Bool {
    switch sort {
    case .unread: (tier, name, channel) < (other.tier, other.name, other.channel)
    case .recency: (-newest, name, channel) < (-other.newest, other.name, other.channel)
    case .name: (name, channel) < (other.name, other.channel)
    }
  }
}
