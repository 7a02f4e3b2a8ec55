import ChatModel

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
    placeConversation()
    let positions: [ClientEffect] =
      entry.info.memberCount <= ChannelInfo.mostSeenBy ? [.loadPositions(channel)] : []
    return receipts + positions
  }

  /// At the start: the channel asked for, or the topmost, once it is known what is unread or that it will not be.
  mutating func openFirst(at now: ClientTime) -> [ClientEffect] {
    guard conversation == nil, hasChannels, health.counts == .current || areCountsMissing else { return [] }
    list.settle(at: now.monotonic)
    if let wanted, list[wanted] == nil, !list.entries.isEmpty {
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
    self.conversation?.place(unread)
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
