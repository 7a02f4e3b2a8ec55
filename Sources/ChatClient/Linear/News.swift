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
    for (channel, entry) in list.entries where entry.remote != nil && !entry.isVague {
      let badge = list.badge(channel)
      guard let before = told[channel], channel != followed else {
        told[channel] = badge
        continue
      }
      let (call, heard) = (entry.info.attention.call(badge), entry.info.attention.call(before))
      if call.mentions > heard.mentions || call.unread > heard.unread {
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

/// Tells of services that are down or back, and of badges that cannot be believed.
struct HealthNews: Equatable, Sendable {
  private var down: Set<Dependency> = []
  private var isStale = false
  private var isBeingRebuilt = false

  mutating func lines(_ health: Health, utcOffset: Int) -> [String] {
    var lines: [String] = []
    for service in Dependency.allCases {
      switch health[service] {
      case .down(let reason):
        if down.insert(service).inserted { lines.append("\(service.name) is down: \(reason.sanitizedLine)") }
      case .up: if down.remove(service) != nil { lines.append("\(service.name) is back") }
      case .connecting: break
      }
    }
    let wasWrong = isStale || isBeingRebuilt
    let isBeingRebuilt = health.counts == .beingRebuilt
    if isBeingRebuilt, !self.isBeingRebuilt { lines.append("badges are being rebuilt by a server") }
    if let since = health.staleSince, !isStale, !isBeingRebuilt {
      lines.append("badges are stale since \(LocalTime(since, utcOffset: utcOffset).time)")
    }
    isStale = health.staleSince != nil
    self.isBeingRebuilt = isBeingRebuilt
    if wasWrong, !isStale, !isBeingRebuilt { lines.append("badges are right again") }
    return lines
  }
}

/// When to tell of what keeps changing: at once after a quiet time, then less and less often.
struct NewsPace: Equatable, Sendable {
  static let least: Duration = .seconds(1)
  static let most: Duration = .seconds(30)

  private var last: Duration?
  private var spacing = Self.least

  /// When something may be told.
  /// - Parameter isUrgent: Whether it cannot wait long.
  func next(isUrgent: Bool) -> Duration {
    last.map { $0 + (isUrgent ? Self.least : spacing) } ?? .zero
  }

  /// Something was told.
  mutating func told(at now: Duration) {
    let isQuiet = last.map { now >= $0 + spacing * 2 } ?? true
    spacing = isQuiet ? Self.least : min(spacing * 2, Self.most)
    last = now
  }

  /// Somebody is there again: tell soon.
  mutating func hurry() {
    spacing = Self.least
  }
}
