import ChatModel

extension ClientState {
  /// Takes note of what a frame has shown, and to somebody: what passes while nobody looks has not been seen.
  mutating func drew(_ visible: Visible, at now: Duration) {
    shown = visible
    guard !isPeeking, tracker.isAttentive(at: now), !visible.isCovered,
      visible.channel == conversation?.channel,
      let seqs = visible.seqs,
      let bottom = visible.bottom, seqs.lowerBound <= bottom
    else { return }
    conversation?.draw(seqs.lowerBound...bottom)
  }

  /// Lets the tracker see what the terminal shows, and reads what has been seen for long enough.
  mutating func readWhatWasSeen(at now: Duration) {
    let list = list
    let read = tracker.read(sight, at: now) { channel in
      list[channel]?.unread.map { ($0.readUpTo, $0.read.marker.epoch) }
    }
    if let read { join(Unread(read: read.delta), in: read.channel) }
  }

  /// What can be read on the terminal now.
  ///
  /// A receipt covers all messages up to its own, so those after a jump across unread ones cannot be read by looking:
  /// it ends before the first that was not drawn. While it is not known what is unread, nothing can be read.
  private var sight: ReadTracker.Sight? {
    guard !isPeeking, !shown.isCovered, overlay == nil, let channel = shown.channel,
      let conversation, channel == conversation.channel, let bottom = shown.bottom, let seqs = shown.seqs,
      let unread = list[channel]?.unread
    else { return nil }
    let end = conversation.drawn.end(after: unread.readUpTo)
    return end < seqs.lowerBound ? nil : ReadTracker.Sight(channel: channel, bottom: min(bottom, end))
  }

  var isReading: Bool {
    openEntry?.unread.map { tracker.isReading(above: $0.readUpTo) } ?? false
  }

  /// What was read goes out, at once if the channel is left, the focus is lost, or a key said so; peeking, it waits.
  mutating func sendReceipts(at now: Duration, _ urgency: ReceiptOutbox.Urgency = .leaving) -> [ClientEffect]
  {
    isPeeking ? [] : receipts.take(at: now, urgency).map(ClientEffect.sendReceipt)
  }

  mutating func take(_ spool: Spool) {
    self.spool.loaded(spool, receipts)
    for (channel, state) in spool.states {
      join(Unread(read: state), in: channel)
    }
  }

  /// Reads, or marks, a channel here: its badge follows at once, and a receipt is on its way.
  mutating func join(_ delta: Unread, in channel: ChannelID) {
    list.update(channel) { $0.local.join(delta) }
    receipts.add(delta.read, in: channel)
  }
}

extension ClientState {
  /// Peeking, the user looks around and leaves no trace: nothing is read, sent, or told to others.
  mutating func togglePeek(at now: Duration) -> [ClientEffect] {
    // What was read before is no secret.
    let effects = sendReceipts(at: now)
    isPeeking.toggle()
    typing.stop()
    guard isPeeking else {
      say("no longer peeking: what is in view will be read", at: now)
      heartbeat.begin(at: now)
      return effects
    }
    isWriting = false
    heartbeat.stop()
    return effects + [.announce(isOnline: false)]
  }

  /// - Returns: Whether the user is peeking and was told that nothing happens.
  mutating func refusesWhilePeeking(at now: Duration) -> Bool {
    if isPeeking { say("peeking: nothing is read or sent; \(keys.name(of: .togglePeek)) ends it", at: now) }
    return isPeeking
  }
}
