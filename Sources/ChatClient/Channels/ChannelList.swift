import ChatModel

/// The user's channels with their badges, in an order that does not jump under the user's eyes.
///
/// The order follows the badges, or the newest messages, once a second at most, and not while the user walks through the
/// list nor for three seconds after; the open channel keeps the place that it had when it was opened, although reading
/// it empties its badge.
struct ChannelList: Equatable, Sendable {
  /// How long the order rests after the user moved in the list.
  static let rest: Duration = .seconds(3)
  /// The least time between two changes of the order.
  static let calm: Duration = .seconds(1)

  private struct Pin: Equatable, Sendable {
    let channel: ChannelID
    let tier: ChannelRank.Tier
  }

  let user: UserID
  private(set) var entries: [ChannelID: ChannelEntry] = [:]
  private(set) var order = ChannelOrder()
  /// Unread of the channels that are not muted, and mentions of all.
  private(set) var total = Badge()
  private(set) var arrangement = ListArrangement()
  /// What the names of the channels shown match; empty for all.
  private(set) var filter = ""
  /// The first row in view.
  private(set) var offset = 0
  private var badges: [ChannelID: Badge] = [:]
  private var shares: [ChannelID: Badge] = [:]
  private var pinned: Pin?
  private var restsUntil: Duration = .zero
  private var isOrderStale = false

  init(user: UserID) {
    self.user = user
  }

  subscript(channel: ChannelID) -> ChannelEntry? { entries[channel] }

  func badge(_ channel: ChannelID) -> Badge { badges[channel] ?? Badge() }

  /// Takes the channels as the database has them; known ones keep their counters.
  /// - Parameter read: What this terminal has read before the channel was known.
  mutating func replace(_ infos: [ChannelInfo], read: (ChannelID) -> ReadState?) {
    let old = entries
    entries = [:]
    badges = [:]
    shares = [:]
    total = Badge()
    for info in infos {
      var entry = ChannelEntry(info)
      if let known = old[info.id] {
        entry.inherit(known)
      } else if let state = read(info.id) {
        entry.local.read = state
      }
      entries[info.id] = entry
      count(info.id)
    }
    // The new ones have to appear at once; the others stay where they are.
    if old.count != entries.count || entries.keys.contains(where: { old[$0] == nil }) { sort() }
  }

  /// Changes how the list is arranged; it is sorted at once.
  mutating func arrange(_ change: (inout ListArrangement) -> Void) {
    change(&arrangement)
    sort()
  }

  /// Shows the channels only whose names match, as the quick switcher matches them.
  mutating func filter(by words: String) {
    guard words != filter else { return }
    filter = words
    offset = 0
    sort()
  }

  /// Changes an entry and counts it again.
  mutating func update(_ channel: ChannelID, _ change: (inout ChannelEntry) -> Void) {
    guard var entry = entries[channel] else { return }
    let newest = entry.newest
    change(&entry)
    entries[channel] = entry
    count(channel)
    if arrangement.sort == .recency && entry.newest != newest { isOrderStale = true }
  }

  /// Keeps the place of the channel that is now open.
  mutating func pin(_ channel: ChannelID?) {
    if pinned != nil { isOrderStale = true }
    pinned = channel.map { Pin(channel: $0, tier: tier($0)) }
  }

  /// The user moved in the list.
  mutating func navigated(at now: Duration) {
    restsUntil = max(restsUntil, now + Self.rest)
  }

  /// Sorts, if it is time.
  mutating func settle(at now: Duration) {
    guard let deadline, deadline <= now else { return }
    restsUntil = max(restsUntil, now + Self.calm)
    sort()
  }

  /// When the order is to be looked at again.
  var deadline: Duration? { isOrderStale ? restsUntil : nil }

  /// Scrolls so that a channel is in view in so many rows.
  mutating func reveal(_ channel: ChannelID?, height: Int) {
    offset = max(0, min(offset, order.rows.count - height))
    guard let channel, let index = order.index(of: channel), height > 0 else { return }
    // The heading of a section comes into view with its first channel.
    let isFirst = if index > 0, case .heading = order.rows[index - 1] { true } else { false }
    offset = min(isFirst && height > 1 ? index - 1 : index, max(offset, index - height + 1))
  }

  /// Scrolls without regard to the open channel.
  mutating func scroll(by rows: Int, height: Int) {
    offset = max(0, min(offset + rows, order.rows.count - height))
  }

  /// The numbers of all channels of a section together, as they count in the total.
  func total(of section: ChannelSection) -> Badge {
    shares.reduce(Badge()) { ChannelOrder.section(of: $1.key) == section ? $0 + $1.value : $0 }
  }

  private mutating func sort() {
    let ranks = entries.values.map { entry in
      ChannelRank(
        tier: tier(entry.id), newest: entry.newest?.milliseconds ?? 0, name: entry.name(for: user),
        channel: entry.id)
    }
    let hidden = filter.isEmpty ? [] : ranks.filter { FuzzyMatch.score(filter, in: $0.name) == nil }
    let sort = arrangement.sort
    order = ChannelOrder(
      ranks.sorted { $0.precedes($1, by: sort) }.map(\.channel), hidden: Set(hidden.map(\.channel)),
      folded: filter.isEmpty ? arrangement.folded : [])
    isOrderStale = false
  }

  private func tier(_ channel: ChannelID) -> ChannelRank.Tier {
    if let pinned, pinned.channel == channel { return pinned.tier }
    return ChannelRank.Tier(badge(channel), muted: entries[channel]?.info.muted ?? false)
  }

  private mutating func count(_ channel: ChannelID) {
    let before = tier(channel)
    let entry = entries[channel]
    let badge = entry?.unread?.badge(in: channel)
    let counted = entry.map { Self.share(badge ?? Badge(), muted: $0.info.muted) } ?? Badge()
    let old = shares[channel] ?? Badge()
    total = Badge(
      unread: total.unread + counted.unread - old.unread,
      mentions: total.mentions + counted.mentions - old.mentions)
    badges[channel] = badge
    shares[channel] = counted
    if arrangement.sort == .unread && tier(channel) != before { isOrderStale = true }
  }

  /// What a channel adds to the total.
  private static func share(_ badge: Badge, muted: Bool) -> Badge {
    Badge(unread: muted ? 0 : badge.unread, mentions: badge.mentions)
  }
}
