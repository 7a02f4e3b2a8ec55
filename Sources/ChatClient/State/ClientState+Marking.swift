import ChatModel

extension ClientState {
  mutating func markRead(at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now) else { return [] }
    guard let conversation, let unread = list[conversation.channel]?.unread else { return [] }
    self.conversation?.divider = nil
    tracker.release()
    let head = max(unread.head, conversation.head)
    guard head > unread.readUpTo else {
      say("nothing is unread here", at: now)
      return []
    }
    undo = [conversation.channel: unread]
    join(Unread(read: .read(head, epoch: unread.read.marker.epoch)), in: conversation.channel)
    say("marked as read; \(keys.name(of: .undo)) undoes", at: now)
    return sendReceipts(at: now)
  }

  /// Marks every channel that has something unread, muted ones too.
  mutating func markAllRead(at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now) else { return [] }
    var unread: [ChannelID: Unread] = [:]
    for (channel, entry) in list.entries where entry.badge.map({ $0.unread > 0 }) ?? false {
      unread[channel] = entry.unread
    }
    guard !unread.isEmpty else {
      say("nothing is unread", at: now)
      return []
    }
    conversation?.divider = nil
    tracker.release()
    undo = unread
    for (channel, unread) in unread {
      join(Unread(read: .read(unread.head, epoch: unread.read.marker.epoch)), in: channel)
    }
    say("marked \(Self.count(unread.count, "channel")) as read; \(keys.name(of: .undo)) undoes", at: now)
    return sendReceipts(at: now)
  }

  /// Takes back the last marking: what was unread before is marked as unread.
  mutating func undoMarking(at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now) else { return [] }
    var count = 0
    for (channel, before) in undo {
      guard let current = list[channel]?.unread, current.readUpTo > before.readUpTo else { continue }
      let epoch = current.read.marker.epoch + 1
      guard epoch <= ReadMarker.mostEpoch else { continue }
      // Redis may have forgotten what was read.
      var delta = Unread(
        read: .markedUnread(before.readUpTo + 1, epoch: epoch), mentions: before.mentions, own: before.own)
      delta.head = before.head
      if channel == conversation?.channel { tracker.hold(channel) }
      join(delta, in: channel)
      count += 1
    }
    undo = [:]
    say(
      count == 0 ? "nothing to undo" : "\(Self.count(count, "channel")) unread again as before", at: now)
    return sendReceipts(at: now)
  }

  /// Marks the last message in view that somebody else wrote, and stops reading the channel by looking at it.
  mutating func markUnread(at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now) else { return [] }
    guard let conversation, let unread = list[conversation.channel]?.unread,
      let bottom = shown.bottom, let seqs = shown.seqs, shown.channel == conversation.channel,
      let last = seqs.reversed().first(where: { seq in
        seq <= bottom && conversation.window[seq].map { $0.author != user } ?? false
      })
    else {
      say("no message in view to mark as unread", at: now)
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
      if message.author == user { delta.own.insert(seq) }
      if message.mentions(user) { delta.mentions.insert(seq) }
    }
    tracker.hold(conversation.channel)
    join(delta, in: conversation.channel)
    self.conversation?.divider = seq
    say("marked as unread from here; scroll or come back to read on", at: now)
    return sendReceipts(at: now)
  }

  /// `1 channel`, `3 channels`.
  static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}

extension Message {
  /// Whether it names the user or everyone.
  func mentions(_ user: UserID) -> Bool {
    let mentions = mentions
    return mentions.everyone || mentions.users.contains(user)
  }
}
