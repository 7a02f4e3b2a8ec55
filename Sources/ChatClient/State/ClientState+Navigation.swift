import ChatModel

extension ClientState {
  /// Goes to another channel, as a key says.
  mutating func navigate(_ action: Action, at now: ClientTime) -> [ClientEffect] {
    let noneUnread = "no other channel has unread messages"
    switch action {
    case .nextChannel: return step(1, at: now)
    case .previousChannel: return step(-1, at: now)
    case .nextUnread: return step(1, to: Self.isUnread, else: noneUnread, at: now)
    case .previousUnread: return step(-1, to: Self.isUnread, else: noneUnread, at: now)
    case .nextMention: return step(1, to: { $1.mentions > 0 }, else: "no other channel has mentions", at: now)
    case .goBack: return goBack(at: now)
    case .choose: return choose(at: now)
    default: return []
    }
  }

  private static func isUnread(_ entry: ChannelEntry, _ badge: Badge) -> Bool {
    badge.mentions > 0 || (badge.unread > 0 && !entry.info.muted)
  }

  /// Opens the channel so many places below the open one, or above; round the ends.
  mutating func step(_ places: Int, at now: ClientTime) -> [ClientEffect] {
    list.navigated(at: now.monotonic)
    let all = list.order.all
    guard !all.isEmpty else { return [] }
    let index = conversation.flatMap { all.firstIndex(of: $0.channel) } ?? (places > 0 ? -1 : 0)
    leaveTrail()
    return open(all[(index + places + all.count) % all.count], at: now)
  }

  /// Opens the nearest channel in one direction that has what is looked for, round the end.
  mutating func step(
    _ direction: Int, to isMeant: (ChannelEntry, Badge) -> Bool, else words: String, at now: ClientTime
  ) -> [ClientEffect] {
    list.navigated(at: now.monotonic)
    let all = list.order.complete
    let index = conversation.flatMap { all.firstIndex(of: $0.channel) } ?? (direction > 0 ? -1 : 0)
    for distance in 1...max(1, all.count) where !all.isEmpty {
      let channel = all[(index + direction * distance + 2 * all.count) % all.count]
      guard channel != conversation?.channel, let entry = list[channel], isMeant(entry, list.badge(channel))
      else {
        continue
      }
      leaveTrail()
      return open(channel, at: now)
    }
    say(words, at: now.monotonic)
    return []
  }

  mutating func toggleMuted() -> [ClientEffect] {
    guard let entry = openEntry else { return [] }
    setMuted(!entry.info.muted, entry.id)
    return [.setMuted(!entry.info.muted, entry.id)]
  }
}
