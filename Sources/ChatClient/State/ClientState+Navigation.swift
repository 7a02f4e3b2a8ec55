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
    case .nextMention:
      return step(1, to: { $0.call.mentions > 0 }, else: "no other channel has mentions", at: now)
    case .goBack: return goBack(at: now)
    case .choose: return choose(at: now)
    default: return []
    }
  }

  private static func isUnread(_ entry: ChannelEntry) -> Bool { !entry.call.isEmpty }

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
    _ direction: Int, to isMeant: (ChannelEntry) -> Bool, else words: String, at now: ClientTime
  ) -> [ClientEffect] {
    list.navigated(at: now.monotonic)
    let all = list.order.complete
    let index = conversation.flatMap { all.firstIndex(of: $0.channel) } ?? (direction > 0 ? -1 : 0)
    for distance in 1...max(1, all.count) where !all.isEmpty {
      let channel = all[(index + direction * distance + 2 * all.count) % all.count]
      guard channel != conversation?.channel, let entry = list[channel], isMeant(entry)
      else { continue }
      leaveTrail()
      return open(channel, at: now)
    }
    say(words, at: now.monotonic)
    return []
  }

  /// Hears less of the open channel, step by step, and then all of it again.
  mutating func changeAttention(at now: Duration) -> [ClientEffect] {
    guard let entry = openEntry else { return [] }
    let next = entry.info.attention.next(isDirect: entry.id.isDirect)
    setAttention(next, entry.id)
    say("\(entry.name(for: user)): \(next.words)", at: now)
    return [.setAttention(next, entry.id)]
  }
}

extension Attention {
  /// What calls for the user, in words.
  var words: String {
    switch self {
    case .everything: "every message calls for you"
    case .mentions: "muted: only mentions call for you"
    case .nothing: "silent: nothing calls for you"
    }
  }

  /// What stands behind the name of a channel; nothing if everything is heard.
  var mark: String? {
    switch self {
    case .everything: nil
    case .mentions: "muted"
    case .nothing: "silent"
    }
  }
}
