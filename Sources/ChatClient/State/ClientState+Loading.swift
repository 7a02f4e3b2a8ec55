import ChatModel

extension ClientState {
  mutating func take(_ infos: [ChannelInfo], at now: ClientTime) -> [ClientEffect] {
    channelReads.finished()
    let isFirst = !hasChannels
    hasChannels = true
    let outbox = receipts
    list.replace(infos, read: outbox.pending)
    list.reveal(nil, height: listHeight)
    let topics = infos.map { NoticeTopic.channel($0.id) }.filter { heardTopics.insert($0).inserted }
    let isUnknown = infos.contains { list[$0.id]?.remote == nil }
    if isUnknown, !isFirst || !hearing.awaits(topics) { counterReads.markAll() }
    if let channel = conversation?.channel, let entry = list[channel] {
      conversation?.heard(of: entry.head)
    }
    return listen(to: topics) + watchPeers(infos) + openFirst(at: now)
  }

  mutating func take(_ counters: [ChannelID: Unread], complete: Bool, at now: ClientTime) -> [ClientEffect] {
    let missing = counterReads.missing(in: counters, of: list.entries.map(\.0))
    if missing.isEmpty { counterReads.finished() }
    // If the channels are being read as well, they say when the newest messages were sent.
    let time = channelReads.isWanted || channelReads.isRunning ? nil : now.wall
    if complete { health.countersCame() }
    for (channel, unread) in counters { list.update(channel) { $0.refresh(unread, at: time) } }
    let effects = openFirst(at: now)
    placeConversation()
    return effects + (missing.isEmpty ? [] : [.restoreCounters(missing)])
  }

  mutating func countersNotBuilt(at now: ClientTime) -> [ClientEffect] {
    health.counts = .beingRebuilt
    return doWithoutCounts(at: now)
  }

  private mutating func doWithoutCounts(at now: ClientTime) -> [ClientEffect] {
    counterReads.failed(at: now.monotonic)
    if hearing.mayLackHeads { channelReads.want() }
    showWithoutCounts()
    return openFirst(at: now)
  }

  mutating func take(_ page: [Message], of range: ClosedRange<Seq>, in channel: ChannelID, at now: Duration) {
    outbox.confirm(page)
    keeper.touch()
    guard conversation?.channel == channel else { return }
    let seqs = shown.channel == channel ? shown.seqs : nil
    guard conversation?.loaded(range, page.map(\.sanitized), shown: seqs, at: now) == true else { return }
    finishOpening()
  }

  mutating func take(_ positions: [UserID: Seq], in channel: ChannelID) {
    guard conversation?.channel == channel else { return }
    conversation?.take(positions)
  }

  mutating func setMuted(_ muted: Bool, _ channel: ChannelID) {
    list.update(channel) { $0.info = $0.info.with(muted: muted) }
  }

  mutating func failed(_ request: ClientRequest, reason: String, at now: ClientTime) -> [ClientEffect] {
    switch request {
    case .channels: channelReads.failed(at: now.monotonic)
    case .counters:
      health.countersFailed(at: now.wall)
      return doWithoutCounts(at: now)
    case .messages(let channel, let range):
      guard conversation?.channel == channel else { return [] }
      conversation?.failed(range, reason: reason.sanitizedLine, at: now.monotonic)
    case .positions, .members: break
    case .search(let query): changeSearch { $0.take(.failed(reason.sanitizedLine), to: query) }
    case .muted(let muted, let channel):
      setMuted(!muted, channel)
      say("could not \(muted ? "mute" : "unmute") the channel: \(reason)", at: now.monotonic)
    }
    return []
  }

  /// The next page around what the last frame showed.
  mutating func loadMessages(at now: Duration) -> [ClientEffect] {
    guard let channel = conversation?.channel else { return [] }
    let height = layout.pane.height
    let isShown = shown.channel == channel
    if isShown, let top = shown.top { conversation?.stopFollowing(at: top, height: height) }
    let range = conversation?.nextLoad(shown: isShown ? shown.seqs : nil, height: height, at: now)
    return range.map { [.loadMessages(channel, $0)] } ?? []
  }
}
