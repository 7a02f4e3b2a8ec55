import ChatModel

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
