import ChatModel

extension LinearClient {
  /// Says what an answer says.
  mutating func hear(_ event: ClientEvent) {
    switch event {
    case .sendAcknowledged(let id): if let words = sends.acknowledged(id) { say(words) }
    case .sendFailed(let id, let reason):
      if let words = sends.failed(id, reason: reason) { say(words) }
      if asked.removeValue(forKey: id) != nil { refused += 1 }
    case .heard(.notice(.settled(_, let id, .some))):
      if asked.removeValue(forKey: id) != nil { refused += 1 }
    case .found(let query, let messages): if query == search { take(messages) }
    case .failed(.search(let query), let reason):
      guard query == search else { return }
      search = nil
      say("the search failed: \(reason.sanitizedLine)")
    case .kept: sayFailures()
    default: break
    }
  }

  /// Says what has changed in the state, and begins to read the channel that is open now.
  mutating func notice(at now: ClientTime) {
    if !isConnected, state.hasChannels, areCountsSettled {
      isConnected = true
      say(connected)
    }
    if let new = state.toast, new != toast { say(new.text) }
    toast = state.toast
    beginAnew(at: now)
    let channel = state.conversation?.channel
    if let channel, reader?.channel != channel {
      if reader == nil { arrived(in: channel) }
      if astray?.channel == channel { astray = nil }
      isPlaced = state.conversation?.isPlaced ?? false
      failure = nil
      read(at: now)
      if let entry = state.openEntry { say(opening(entry)) }
      sayFailures()
    }
    placeLate(at: now)
    if let new = state.conversation?.failure, new != failure {
      say("could not load messages: \(new); trying again")
    }
    failure = state.conversation?.failure
  }

  /// Begins to read the open channel at a message, or where it begins by itself.
  mutating func read(from start: Seq? = nil, budget: Int = LinearReader.page, at now: ClientTime) {
    guard let channel = state.conversation?.channel else { return }
    sends.forgetEchoes()
    reader = LinearReader(channel, from: start, budget: budget, at: now.monotonic)
    day = LocalTime(now.wall, utcOffset: now.utcOffset).day
  }

  /// The database is another: what is there now is printed as if the channel had just been opened.
  private mutating func beginAnew(at now: ClientTime) {
    guard restorations != state.restorations else { return }
    restorations = state.restorations
    results = []
    isPlaced = false
    if reader != nil { read(at: now) }
  }

  /// The counts have come after the newest messages were printed without them.
  private mutating func placeLate(at now: ClientTime) {
    guard !isPlaced, let conversation = state.conversation, conversation.isPlaced else { return }
    isPlaced = true
    guard let first = conversation.divider, let reader, reader.next != nil,
      reader.block?.contains(first) != true
    else { return }
    state.go(to: .unread(first))
    read(from: first - Seq(LinearReader.context), at: now)
  }

  private var areCountsSettled: Bool {
    state.health.counts != .unknown || state.health.staleSince != nil
  }

  private var connected: String {
    let start = "connected as \(state.user): \(Wording.count(state.list.entries.count, "channel")), "
    return start
      + (state.health.counts == .current
        ? LinearFormat.badge(state.list.total) : "unread counts are not known yet")
  }

  /// Such as `#incidents opened: Production incidents, now and past; 128 members; 7 unread`.
  private func opening(_ entry: ChannelEntry) -> String {
    let isDirect = entry.id.isDirect
    let facts = [
      entry.info.topic.isEmpty ? nil : entry.info.topic,
      isDirect ? "direct chat" : Wording.count(entry.info.memberCount, "member"),
      entry.unread == nil ? nil : LinearFormat.badge(state.list.badge(entry.id), isDirect: isDirect),
      entry.info.attention.mark,
      entry.info.canWrite ? nil : "you may not write here",
    ]
    return "\(entry.name(for: state.user)) opened: \(facts.compactMap(\.self).joined(separator: "; "))"
  }

  /// Says what the last run could not send to the open channel.
  private mutating func sayFailures() {
    guard let channel = state.conversation?.channel else { return }
    let failed = state.outbox.messages(in: channel).filter(\.isFailed)
    guard let first = failed.first else { return }
    let others = failed.count > 1 ? " and \(failed.count - 1) more" : ""
    say("not sent here before: \(LinearFormat.excerpt(first.event.body))\(others) (/retry or /discard)")
  }
}
