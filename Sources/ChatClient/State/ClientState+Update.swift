import ChatModel

extension ClientState {
  /// Takes in what happened.
  ///
  /// Of input only what it changes on the screen; what it makes due is done once that is `drawn`, so that no key waits
  /// for it.
  /// - Returns: What is to be done, in this order.
  public mutating func update(_ event: ClientEvent, at now: ClientTime) -> [ClientEffect] {
    if utcOffset != now.utcOffset {
      utcOffset = now.utcOffset
      revision = Revision()
    }
    switch event {
    case .input(let input): return isQuitting ? [] : handle(input, at: now)
    case .drawn(let visible): return drawn(visible, at: now)
    default: return update([event], at: now)
    }
  }

  /// Takes in several things that happened together, in their order: what they make due is done once.
  /// - Returns: What is to be done, in this order.
  public mutating func update(_ events: some Sequence<ClientEvent>, at now: ClientTime) -> [ClientEffect] {
    var effects: [ClientEffect] = []
    for event in events {
      switch event {
      case .input, .drawn: effects += update(event, at: now)
      default: effects += handle(event, at: now)
      }
    }
    revision = Revision()
    return effects + settle(at: now)
  }

  /// Whether a frame still shows what is to be seen; input after it is not looked at, as that is always drawn.
  public func isShown(by frame: Frame) -> Bool { frame.revision == revision }

  private mutating func drawn(_ visible: Visible, at now: ClientTime) -> [ClientEffect] {
    let before = self
    drew(visible, at: now.monotonic)
    let effects = settle(at: now)
    if self != before { revision = Revision() }
    return effects
  }

  private mutating func handle(_ event: ClientEvent, at now: ClientTime) -> [ClientEffect] {
    let time = now.monotonic
    switch event {
    case .started: return start(at: now)
    case .channels(let infos): return take(infos, at: now)
    case .counters(let counters, let complete): return take(counters, complete: complete, at: now)
    case .countersNotBuilt: return countersNotBuilt(at: now)
    case .messages(let channel, let range, let page): take(page, of: range, in: channel, at: time)
    case .positions(let channel, let positions): take(positions, in: channel)
    case .members(let channel, let names): return take(members: names, of: channel)
    case .directory(let channels): take(directory: channels)
    case .found(let query, let messages):
      changeSearch { $0.take(.found(messages.map(\.sanitized)), to: query) }
    case .online(let users):
      for user in users { presence.hear(user, isOnline: true, at: time) }
      if let members = conversation?.members { showMembers(members) }
    case .attention(let attention, let channel): setAttention(attention, channel)
    case .readers(let seq, let channel, let readers): take(readers, of: seq, in: channel)
    case .preferred: channelReads.want()
    case .failed(let request, let reason): return failed(request, reason: reason, at: now)
    case .heard(let heard): return hear(heard, at: now)
    case .receiptsAcknowledged(let done): for receipt in done { receipts.acknowledged(receipt) }
    case .receiptsFailed(let failed, _): for receipt in failed { receipts.failed(receipt, at: time) }
    case .sendAcknowledged(let id):
      outbox.accepted(id)
      keeper.touch()
    case .sendFailed(let id, let reason):
      if changeFailed(id, reason: reason, at: time) { return [] }
      outbox.failed(id, reason: reason)
      keeper.touch()
    case .health(let service, let health): changed(service, to: health)
    case .spool(let spool): take(spool)
    case .kept(let keepsake): return take(keepsake)
    case .notKept(let reason):
      say("what is not sent yet would be lost with this client: \(reason.sanitizedLine)", at: time)
    case .edited(let text, let problem): edited(text, problem: problem, at: time)
    case .crowdFound: hasCrowd = true
    case .input, .drawn, .tick: break
    case .resumed: return resume()
    }
    return []
  }

  private mutating func start(at now: ClientTime) -> [ClientEffect] {
    database = DatabaseWatch(began: now.wall)
    channelReads.want()
    heartbeat.begin(at: now.monotonic)
    return listen(to: [.user(user), .everyone])
  }

  private mutating func resume() -> [ClientEffect] {
    counterReads.markAll()
    return [.redraw]
  }

  private mutating func changed(_ service: Dependency, to health: DependencyHealth) {
    let isBack = self.health.set(service, health)
    guard isBack else { return }
    switch service {
    // What may have been missed is read once the topics are listened to.
    case .redis: counterReads.retryNow()
    case .kafka: receipts.retryNow()
    case .database:
      channelReads.retryNow()
      conversation?.retryNow()
    }
  }

  func listen(to topics: [NoticeTopic]) -> [ClientEffect] {
    topics.isEmpty ? [] : [.listen(topics)]
  }
}
