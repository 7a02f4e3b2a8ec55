import Canvas
import ChatModel

extension LinearClient {
  /// Opens the channel that is meant by a name.
  ///
  /// From a pipe nothing is guessed: what follows may be meant for that channel only.
  mutating func open(_ name: String, at now: ClientTime) -> [ClientEffect] {
    guard let channel = channel(named: name.lowercased()) else {
      say("no channel is called \(name); /list lists them")
      if !isAttended { astray = Astray(name: name) }
      return []
    }
    astray = nil
    guard channel != state.conversation?.channel else {
      let isUnread = state.list.badge(channel).unread > 0
      return isUnread ? goToUnread(at: now) : goToNewest(at: now)
    }
    state.leaveTrail()
    return state.open(channel, at: now) + state.settle(at: now)
  }

  mutating func goToUnread(at now: ClientTime) -> [ClientEffect] {
    let entry = state.openEntry
    let effects = perform(.firstUnread, at: now)
    if let unread = entry?.unread, let badge = entry?.badge, badge.unread > 0 {
      read(from: unread.readUpTo + 1 - Seq(LinearReader.context), at: now)
    }
    return effects
  }

  mutating func goToNewest(at now: ClientTime) -> [ClientEffect] {
    let effects = perform(.scroll(.newest), at: now)
    if let head = state.conversation?.head { read(from: head - Seq(LinearReader.tail) + 1, at: now) }
    return effects
  }

  mutating func goBack(at now: ClientTime) -> [ClientEffect] {
    let place = state.trail.last { state.list[$0.channel] != nil }
    let effects = perform(.goBack, at: now)
    notice(at: now)
    if let place { read(from: place.top?.seq, at: now) }
    return effects
  }

  /// Goes to a message that was found.
  mutating func goTo(_ number: String, at now: ClientTime) -> [ClientEffect] {
    guard let index = Int(number), results.indices.contains(index - 1) else {
      say(results.isEmpty ? "nothing was searched for" : "/goto takes a number from 1 to \(results.count)")
      return []
    }
    let message = results[index - 1]
    let before = state.conversation?.channel
    let effects = state.go(to: message, at: now) + state.settle(at: now)
    if state.conversation?.channel != before { astray = nil }
    notice(at: now)
    guard let conversation = state.conversation, conversation.channel == message.channel else {
      return effects
    }
    read(
      from: message.seq - Seq(LinearReader.context), budget: LinearReader.context + LinearReader.around,
      at: now)
    return effects
  }

  /// The name as it is shown counts first, then without its sign; a person may also give a few of its letters.
  private func channel(named name: String) -> ChannelID? {
    let sign = name.first.flatMap { "#@".contains($0) ? $0 : nil }
    let bare = sign == nil ? name : String(name.dropFirst())
    let candidates = state.list.order.complete.compactMap { channel in
      state.list[channel].map {
        Finder.Candidate(
          target: .channel(channel), name: $0.name(for: state.user))
      }
    }.filter { sign == nil || (sign == "@") == $0.channel?.isDirect }
    for exact in [bare, "#\(bare)"] {
      if let candidate = candidates.first(where: { $0.name == exact }) { return candidate.channel }
    }
    guard isAttended, !bare.isEmpty else { return nil }
    var finder = Finder(.channels, candidates, height: 1)
    finder.edit { $0.insert(bare) }
    return finder.selected?.channel
  }
}
