import ChatModel

extension ClientState {
  mutating func markRead(at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now) else { return [] }
    guard let conversation, let counter = list[conversation.channel]?.counter else { return [] }
    let unread = counter.unread
    self.conversation?.divider = nil
    tracker.release()
    let head = max(unread.head, conversation.head)
    guard head > unread.readUpTo else {
      say("nothing is unread here", at: now)
      return []
    }
    undo = [conversation.channel: counter]
    join(Unread(read: .read(head, epoch: unread.read.marker.epoch)), in: conversation.channel)
    say("marked as read; \(keys.name(of: .undo)) undoes", at: now)
    return sendReceipts(at: now)
  }

  /// Marks every channel that has something unread, muted ones too.
  mutating func markAllRead(at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now) else { return [] }
    var unread: [ChannelID: Counter] = [:]
    for (channel, entry) in list.entries where entry.badge.map({ $0.unread > 0 }) ?? false {
      unread[channel] = entry.counter
    }
    guard !unread.isEmpty else {
      say("nothing is unread", at: now)
      return []
    }
    conversation?.divider = nil
    tracker.release()
    undo = unread
    for (channel, unread) in unread.mapValues(\.unread) {
      join(Unread(read: .read(unread.head, epoch: unread.read.marker.epoch)), in: channel)
    }
    say("marked \(Wording.count(unread.count, "channel")) as read; \(keys.name(of: .undo)) undoes", at: now)
    return sendReceipts(at: now)
  }

  /// Takes back the last marking: what was unread before is marked as unread.
  mutating func undoMarking(at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now) else { return [] }
    var count = 0
    for (channel, counter) in undo {
      let before = counter.unread
      guard let current = list[channel]?.unread, current.readUpTo > before.readUpTo else { continue }
      let epoch = current.read.marker.epoch + 1
      guard epoch <= ReadMarker.mostEpoch else { continue }
      // Redis may have forgotten what was read.
      var delta = Unread(
        read: .markedUnread(before.readUpTo + 1, epoch: epoch), mentions: before.mentions,
        everyone: before.everyone, uncounted: before.uncounted)
      delta.head = before.head
      // Of one that is listed, the delta brings along what there was.
      list.update(channel) {
        $0.remembered = if case .counted(let numbers) = counter { numbers } else { nil }
      }
      if channel == conversation?.channel { tracker.hold(channel) }
      join(delta, in: channel)
      count += 1
    }
    undo = [:]
    say(
      count == 0 ? "nothing to undo" : "\(Wording.count(count, "channel")) unread again as before", at: now)
    return sendReceipts(at: now)
  }

  /// Marks the last message in view that somebody else wrote, and stops reading the channel by looking at it.
  mutating func markUnread(at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now) else { return [] }
    guard let conversation, list[conversation.channel]?.unread != nil,
      let bottom = shown.bottom, let seqs = shown.seqs, shown.channel == conversation.channel,
      let last = seqs.reversed().first(where: { seq in
        seq <= bottom && conversation.window[seq].map { $0.author != user && $0.kind.counts } ?? false
      })
    else {
      say("no message in view to mark as unread", at: now)
      return []
    }
    return markUnread(from: last, at: now)
  }

  /// Marks a message and all after it.
  mutating func markUnread(from last: Seq, at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now) else { return [] }
    guard let conversation, let unread = list[conversation.channel]?.unread else { return [] }
    guard last > unread.floor else {
      say("that was before you joined", at: now)
      return []
    }
    let epoch = unread.read.marker.epoch + 1
    guard epoch <= ReadMarker.mostEpoch else { return [] }
    // What is unread before it stays so: a mark must not read what was jumped across.
    let seq = min(last, unread.readUpTo + 1)
    var delta = Unread(read: .markedUnread(seq, epoch: epoch))
    // Redis may have forgotten these, as they were read: without them the badge would be wrong until it is read anew.
    for seq in seq...max(seq, conversation.window.seqs?.upperBound ?? seq) {
      guard let message = conversation.window[seq] else { continue }
      if message.author == user || !message.kind.counts { delta.uncounted.insert(seq) }
      if message.mentions.users.contains(user) {
        delta.mentions.insert(seq)
      } else if message.mentions.everyone {
        delta.everyone.insert(seq)
      }
    }
    tracker.hold(conversation.channel)
    join(delta, in: conversation.channel)
    self.conversation?.divider = seq
    say("marked as unread from here; scroll or come back to read on", at: now)
    return sendReceipts(at: now)
  }
}
