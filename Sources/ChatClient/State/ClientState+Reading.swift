import ChatModel

extension ClientState {
  /// Lets the tracker see what the terminal shows, and reads what has been seen for long enough.
  mutating func readWhatWasSeen(at now: Duration) {
    tracker.sees(sight, at: now)
    guard let seen = tracker.take(at: now), let unread = list[seen.channel]?.unread,
      seen.bottom > unread.readUpTo
    else { return }
    join(Unread(read: .read(seen.bottom, epoch: unread.read.marker.epoch)), in: seen.channel)
  }

  /// What can be read on the terminal now.
  ///
  /// While it is not known what is unread, nothing can: a receipt might cover what the user never saw.
  private var sight: ReadTracker.Sight? {
    guard !shown.isCovered, overlay == nil, let channel = shown.channel, channel == conversation?.channel,
      let bottom = shown.bottom, list[channel]?.remote != nil
    else { return nil }
    return ReadTracker.Sight(channel: channel, bottom: bottom)
  }

  var isReading: Bool {
    openEntry?.unread.map { tracker.isReading(above: $0.readUpTo) } ?? false
  }

  /// What was read goes out at once: the channel is left, the focus is lost, or a key said so.
  mutating func sendReceipts(at now: Duration) -> [ClientEffect] {
    receipts.take(at: now, .leaving).map(ClientEffect.sendReceipt)
  }

  mutating func markRead(at now: Duration) -> [ClientEffect] {
    guard let conversation, let unread = list[conversation.channel]?.unread else { return [] }
    self.conversation?.divider = nil
    tracker.release()
    let head = max(unread.head, conversation.head)
    if head > unread.readUpTo {
      join(Unread(read: .read(head, epoch: unread.read.marker.epoch)), in: conversation.channel)
    }
    say("marked as read", at: now)
    return sendReceipts(at: now)
  }

  /// Marks the last message in view that somebody else wrote, and stops reading the channel by looking at it.
  mutating func markUnread(at now: Duration) -> [ClientEffect] {
    guard let conversation, let unread = list[conversation.channel]?.unread,
      let bottom = shown.bottom, let seqs = shown.seqs, shown.channel == conversation.channel,
      let seq = seqs.reversed().first(where: { seq in
        seq <= bottom && conversation.window[seq].map { $0.author != user } ?? false
      })
    else {
      say("no message in view to mark as unread", at: now)
      return []
    }
    let epoch = unread.read.marker.epoch + 1
    guard epoch <= ReadMarker.mostEpoch else { return [] }
    var delta = Unread(read: .markedUnread(seq, epoch: epoch))
    // Redis may have forgotten these, as they were read: without them the badge would be wrong until it is read anew.
    for seq in seq...max(seq, conversation.window.seqs?.upperBound ?? seq) {
      guard let message = conversation.window[seq] else { continue }
      if message.author == user { delta.own.insert(seq) }
      let mentions = message.mentions
      if mentions.everyone || mentions.users.contains(user) { delta.mentions.insert(seq) }
    }
    tracker.hold(conversation.channel)
    join(delta, in: conversation.channel)
    self.conversation?.divider = seq
    say("marked as unread from here; scroll or come back to read on", at: now)
    return sendReceipts(at: now)
  }

  mutating func take(_ spool: Spool) {
    self.spool.loaded(spool)
    for (channel, state) in spool.states {
      join(Unread(read: state), in: channel)
    }
  }

  /// Reads, or marks, a channel here: its badge follows at once, and a receipt is on its way.
  private mutating func join(_ delta: Unread, in channel: ChannelID) {
    list.update(channel) { $0.local.join(delta) }
    receipts.add(delta.read, in: channel)
  }
}
