import ChatModel

/// Tells of badges that have grown, of other channels than the one that is followed: a line a channel, or one for all
/// if they are many.
///
/// What was read elsewhere is not told, and in muted channels only mentions count.
struct BadgeNews: Equatable, Sendable {
  /// The most channels that are told of one by one.
  static let mostLines = 3

  private var told: [ChannelID: Badge] = [:]
  private var pace = NewsPace()
  /// When what is held back may be told; nil if nothing is.
  private(set) var deadline: Duration?

  /// - Parameter followed: The channel whose messages are printed as they come.
  mutating func lines(_ list: ChannelList, followed: ChannelID?, at now: Duration) -> [String] {
    deadline = nil
    var grown: [(entry: ChannelEntry, badge: Badge)] = []
    var isUrgent = false
    for (channel, entry) in list.entries where entry.remote != nil {
      let badge = list.badge(channel)
      guard let before = told[channel], channel != followed else {
        told[channel] = badge
        continue
      }
      if badge.mentions > before.mentions || (badge.unread > before.unread && !entry.info.muted) {
        isUrgent = isUrgent || badge.mentions > before.mentions
        grown.append((entry, badge))
      } else {
        told[channel] = Badge(
          unread: min(badge.unread, before.unread), mentions: min(badge.mentions, before.mentions))
      }
    }
    guard !grown.isEmpty else { return [] }
    let due = pace.next(isUrgent: isUrgent)
    guard due <= now else {
      deadline = due
      return []
    }
    pace.told(at: now)
    for (entry, badge) in grown { told[entry.id] = badge }
    return words(grown, list)
  }

  /// Somebody is there again: tell soon.
  mutating func hurry() {
    pace.hurry()
  }

  private func words(_ grown: [(entry: ChannelEntry, badge: Badge)], _ list: ChannelList) -> [String] {
    guard grown.count <= Self.mostLines else {
      return [
        "new messages in \(grown.count) channels; \(LinearFormat.badge(list.total)) in all; /list lists them"
      ]
    }
    return grown.map {
      (name: $0.entry.name(for: list.user), badge: $0.badge, isDirect: $0.entry.id.isDirect)
    }
    .sorted { (-$0.badge.mentions, $0.name) < (-$1.badge.mentions, $1.name) }
    .map { "\($0.name): \(LinearFormat.badge($0.badge, isDirect: $0.isDirect))" }
  }
}
