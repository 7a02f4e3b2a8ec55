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
    guard let entry = openEntry, let unread = entry.unread, unread.unread > 0 else {
      say("nothing is unread here", at: now)
      return
    }
    leaveTrail()
    let first = unread.readUpTo + 1
    if conversation?.divider == nil { conversation?.divider = first }
    go(to: .unread(first))
  }
}
