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
  private(set) var entries = ChannelTable<ChannelEntry>()
  private(set) var order = ChannelOrder()
  private(set) var arrangement = ListArrangement()
  /// What the names of the channels shown match; empty for all.
  private(set) var filter = ""
  /// The first row in view.
  private(set) var offset = 0
  /// Channels whose badges have become guesses, until somebody takes them to be read with their seqs.
  private var vague: Set<ChannelID> = []
  private var totals: [ChannelSection: Badge] = [:]
  private var pinned: Pin?
  private var restsUntil: Duration = .zero
  private var isOrderStale = false

  init(user: UserID) {
    self.user = user
  }

  subscript(channel: ChannelID) -> ChannelEntry? { entries[channel] }

  func badge(_ channel: ChannelID) -> Badge { entries[channel]?.badge ?? Badge() }

  /// What calls for attention: unread of the channels that are not muted, and mentions of all but muted direct chats.
  var total: Badge { totals.values.reduce(Badge(), +) }

  /// Takes the channels as the database has them; known ones keep their counters.
  /// - Parameter read: What this terminal has read before the channel was known.
  mutating func replace(_ infos: [ChannelInfo], read: (ChannelID) -> ReadState?) {
    let old = entries
    entries = ChannelTable()
    totals = [:]
    var isNew = false
    for info in infos {
      var entry = ChannelEntry(info)
      let known = old[info.id]
      if let known {
        entry.inherit(known)
      } else {
        isNew = true
        if let state = read(info.id) { entry.local.read = state }
      }
      entry.count()
      entries[info.id] = entry
      count(entry, before: nil)
      if let known, moves(entry, from: known) { isOrderStale = true }
    }
    // The new ones have to appear at once; the others stay where they are.
    if isNew || old.count != infos.count { sort() }
  }

  /// Forgets what is known by seqs, until the channels and their counters are read anew.
  mutating func forget() {
    for (channel, _) in entries { update(channel) { $0.forget() } }
    vague = []
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
    if isOrderStale { sort() } else { show(order.complete) }
  }

  /// Changes an entry and counts it again.
  mutating func update(_ channel: ChannelID, _ change: (inout ChannelEntry) -> Void) {
    guard var entry = entries[channel] else { return }
    let before = entry
    change(&entry)
    entry.count()
    entries[channel] = entry
    if entry.isVague, !before.isVague || entry.remote != before.remote { vague.insert(channel) }
    count(entry, before: before)
    if moves(entry, from: before) { isOrderStale = true }
  }

  /// The channels whose badges have become guesses since this was asked last.
  mutating func takeVague() -> Set<ChannelID> {
    defer { vague = [] }
    return vague
  }

  /// Keeps the place of the channel that is now open.
  mutating func pin(_ channel: ChannelID?) {
    if pinned != nil { isOrderStale = true }
    pinned = channel.map { Pin(channel: $0, tier: entries[$0].map(tier) ?? .quiet) }
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
  func total(of section: ChannelSection) -> Badge { totals[section] ?? Badge() }

  private mutating func sort() {
    let ranks = entries.map { channel, entry in
      ChannelRank(
        tier: tier(entry), newest: entry.newest?.milliseconds ?? 0, name: entry.name(for: user),
        channel: channel)
    }
    let sort = arrangement.sort
    isOrderStale = false
    show(ranks.sorted { $0.precedes($1, by: sort) }.map(\.channel))
  }

  /// - Parameter channels: All of them, in their order.
  private mutating func show(_ channels: [ChannelID]) {
    guard !filter.isEmpty else {
      order = ChannelOrder(channels, hidden: [], folded: arrangement.folded)
      return
    }
    let match = FuzzyMatch(filter)
    let hidden = channels.filter { channel in
      entries[channel].map { match.score($0.name(for: user)) == nil } ?? true
    }
    order = ChannelOrder(channels, hidden: Set(hidden), folded: [])
  }

  private func tier(_ entry: ChannelEntry) -> ChannelRank.Tier {
    if let pinned, pinned.channel == entry.id { return pinned.tier }
    return ChannelRank.Tier(entry.call)
  }

  /// Whether a change of an entry changes the order.
  private func moves(_ entry: ChannelEntry, from before: ChannelEntry) -> Bool {
    switch arrangement.sort {
    case .unread: tier(entry) != tier(before)
    case .recency: entry.newest != before.newest
    case .name: false
    }
  }

  private mutating func count(_ entry: ChannelEntry, before: ChannelEntry?) {
    let (new, old) = (entry.call, before?.call ?? Badge())
    guard new != old else { return }
    let section = ChannelOrder.section(of: entry.id)
    let change = Badge(unread: new.unread - old.unread, mentions: new.mentions - old.mentions)
    totals[section] = total(of: section) + change
  }
}
