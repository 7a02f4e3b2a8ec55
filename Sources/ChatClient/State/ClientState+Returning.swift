import ChatModel

extension ClientState {
  /// Remembers where the user is, before a jump.
  mutating func leaveTrail() {
    guard let conversation else { return }
    let top: Anchor? =
      switch conversation.position {
      case .newest: nil
      case .at(let anchor): anchor
      case .waiting, .opening: shown.channel == conversation.channel ? shown.top : nil
      }
    let place = Place(channel: conversation.channel, top: top)
    if trail.last != place { trail.append(place) }
    if trail.count > Place.most { trail.removeFirst() }
  }

  /// Back to where the user was before the last jump.
  mutating func goBack(at now: ClientTime) -> [ClientEffect] {
    list.navigated(at: now.monotonic)
    while let place = trail.popLast() {
      guard list[place.channel] != nil else { continue }
      let effects = open(place.channel, at: now)
      if let top = place.top {
        go(to: .exact(top))
      } else {
        scrollToNewest()
      }
      return effects
    }
    say("no place to go back to", at: now.monotonic)
    return []
  }

  /// Goes to a place in the open channel.
  mutating func go(to landing: Landing) {
    tracker.release()
    conversation?.goTo(landing)
    finishOpening()
  }

  mutating func goToFirstUnread(at now: Duration) {
    guard let entry = openEntry, let unread = entry.unread, list.badge(entry.id).unread > 0 else {
      say("nothing is unread here", at: now)
      return
    }
    leaveTrail()
    let first = unread.readUpTo + 1
    if conversation?.divider == nil { conversation?.divider = first }
    go(to: .unread(first))
  }
}

extension ClientState {
  /// Leaves the open channel for another.
  mutating func open(_ channel: ChannelID, at now: ClientTime) -> [ClientEffect] {
    guard let entry = list[channel], conversation?.channel != channel else { return [] }
    wanted = nil
    let receipts = sendReceipts(at: now.monotonic)
    tracker.release()
    typing.stop()
    composer.move(from: conversation?.channel, to: channel)
    conversation = Conversation(channel: channel, head: entry.head)
    list.pin(channel)
    list.reveal(channel, height: listHeight)
    if areCountsMissing { showWithoutCounts() }
    if entry.remote?.isListed == false { counterReads.mark(channel, listing: true) }
    placeConversation()
    let positions: [ClientEffect] =
      entry.info.memberCount <= ChannelInfo.mostSeenBy ? [.loadPositions(channel)] : []
    return receipts + positions
  }

  /// At the start: the channel asked for, or the topmost, once it is known what is unread or that it will not be.
  mutating func openFirst(at now: ClientTime) -> [ClientEffect] {
    guard conversation == nil, hasChannels, health.counts == .current || areCountsMissing else { return [] }
    list.settle(at: now.monotonic)
    if let wanted, list[wanted] == nil, !list.entries.isEmpty, pending.isEmpty {
      say("you are not a member of \(wanted)", at: now.monotonic)
    }
    guard let first = wanted.flatMap({ list[$0]?.id }) ?? list.order.complete.first else { return [] }
    return open(first, at: now)
  }

  /// Whether counts that are not known will not come soon.
  private var areCountsMissing: Bool { health.counts == .beingRebuilt || health.staleSince != nil }

  /// Goes to the first unread message, once it is known which that is, unless the user has chosen another place.
  mutating func placeConversation() {
    guard let conversation, let entry = list[conversation.channel], let unread = entry.unread else { return }
    self.conversation?.heard(of: entry.head)
    guard !conversation.isPlaced else { return }
    self.conversation?.place(unread, hasUnread: list.badge(entry.id).unread > 0)
    finishOpening()
  }

  /// The counts will not come soon: shows the newest messages meanwhile, without reading them.
  mutating func showWithoutCounts() {
    if conversation?.position == .waiting { conversation?.position = .newest }
  }

  /// Puts the first unread message in view, if it is loaded.
  mutating func finishOpening() {
    guard case .opening(let landing) = conversation?.position, conversation?.window.isEmpty == false else {
      return
    }
    let pane = layout.pane
    guard let position = transcript(.plain, width: pane.width)?.opened(at: landing, height: pane.height)
    else { return }
    conversation?.position = position
  }
}
