import ChatModel

extension ClientState {
  /// Opens the channel so many places below the open one, or above; round the ends.
  mutating func step(_ places: Int, at now: ClientTime) -> [ClientEffect] {
    list.navigated(at: now.monotonic)
    let all = list.order.all
    guard !all.isEmpty else { return [] }
    let index = conversation.flatMap { all.firstIndex(of: $0.channel) } ?? (places > 0 ? -1 : 0)
    return open(all[(index + places + all.count) % all.count], at: now)
  }

  /// Opens the nearest channel in one direction that has what is looked for, round the end.
  mutating func step(
    _ direction: Int, to isMeant: (ChannelEntry, Badge) -> Bool, else words: String, at now: ClientTime
  ) -> [ClientEffect] {
    list.navigated(at: now.monotonic)
    let all = list.order.all
    let index = conversation.flatMap { all.firstIndex(of: $0.channel) } ?? (direction > 0 ? -1 : 0)
    for distance in 1...max(1, all.count) where !all.isEmpty {
      let channel = all[(index + direction * distance + 2 * all.count) % all.count]
      guard channel != conversation?.channel, let entry = list[channel], isMeant(entry, list.badge(channel))
      else {
        continue
      }
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
