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
    let left = leaveWhatIsGone(at: now.monotonic)
    if isFirst {
      if !hearing.awaits(topics), infos.contains(where: { list[$0.id]?.remote == nil }) {
        counterReads.markAll()
      }
    } else {
      for info in infos where list[info.id]?.remote == nil { counterReads.mark(info.id) }
      arrivals.formUnion(topics.compactMap { if case .channel(let channel) = $0 { channel } else { nil } })
    }
    if let channel = conversation?.channel, let entry = list[channel] {
      conversation?.heard(of: entry.head)
    }
    return left + listen(to: topics) + watchPeers(infos) + openWanted(at: now) + openFirst(at: now)
  }

  /// Ends what was going on in channels that the user is no member of any more: nothing of them is heard or shown.
  private mutating func leaveWhatIsGone(at now: Duration) -> [ClientEffect] {
    let gone = heardTopics.filter { topic in
      if case .channel(let channel) = topic { list[channel] == nil } else { false }
    }
    heardTopics.subtract(gone)
    trail.removeAll { list[$0.channel] == nil }
    // Who was taken out reads so in its place, and what was being written is kept; who left goes elsewhere.
    if let leaving, list[leaving] == nil {
      if conversation?.channel == leaving { conversation = nil }
      self.leaving = nil
    }
    return gone.isEmpty ? [] : [.ignore(gone.sorted { $0.name < $1.name })]
  }

  /// Opens the channel that the user has asked for, once it is there.
  private mutating func openWanted(at now: ClientTime) -> [ClientEffect] {
    guard let wanted, conversation != nil, list[wanted] != nil else { return [] }
    leaveTrail()
    return open(wanted, at: now)
  }

  mutating func take(_ counters: [ChannelID: Counter], complete: Bool, at now: ClientTime) -> [ClientEffect] {
    let missing = counterReads.missing(in: counters, of: list.entries.map(\.0))
    if missing.isEmpty { counterReads.finished() }
    // If the channels are being read as well, they say when the newest messages were sent.
    let time = channelReads.isWanted || channelReads.isRunning ? nil : now.wall
    if complete { health.countersCame() }
    for (channel, counter) in counters { list.update(channel) { $0.refresh(counter, at: time) } }
    if let open = openEntry, open.remote?.isListed == false { counterReads.mark(open.id, listing: true) }
    var effects = openFirst(at: now)
    placeConversation()
    for channel in arrivals.intersection(counters.keys).sorted() {
      arrivals.remove(channel)
      effects += alert(arrivedIn: channel, at: now.monotonic)
    }
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

  mutating func setAttention(_ attention: Attention, _ channel: ChannelID) {
    list.update(channel) { $0.info.attention = attention }
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
    case .directory:
      overlay = nil
      say("could not read the channels: \(reason)", at: now.monotonic)
    case .search(let query): changeSearch { $0.take(.failed(reason.sanitizedLine), to: query) }
    case .attention:
      channelReads.want()
      say("could not set what calls for you: \(reason)", at: now.monotonic)
    case .readers, .preference: say("could not ask the database: \(reason)", at: now.monotonic)
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
