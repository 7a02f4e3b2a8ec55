import ChatModel

extension ClientState {
  mutating func hear(_ heard: Heard, at now: ClientTime) -> [ClientEffect] {
    switch heard {
    case .connected, .missed:
      health.heardAgain()
      // What was said meanwhile is in the counters' heads and in the channels': the gaps are loaded from there.
      channelReads.want()
      counterReads.retryNow()
      counterReads.markAll()
    case .disconnected:
      health.fellSilent(at: now.wall)
    case .notice(let notice):
      hear(notice)
    }
    return []
  }

  private mutating func hear(_ notice: Notice) {
    switch notice {
    case .message(let message): hear(message)
    case .read(let key):
      if key.user == user { counterReads.mark(key.channel) }
    case .seen(let key, let position):
      guard conversation?.channel == key.channel else { return }
      conversation?.take([key.user: position])
    case .status(let status): health.server = status
    case .rebuilt: counterReads.markAll()
    }
  }

  /// A message makes a badge stale; the number itself comes from Redis.
  private mutating func hear(_ message: Message) {
    if message.author == user { outbox.confirm([message]) }
    guard list[message.channel] != nil else {
      channelReads.want()
      return
    }
    list.update(message.channel) { $0.head = max($0.head, message.seq) }
    counterReads.mark(message.channel)
    if conversation?.channel == message.channel { conversation?.hear(message.sanitized) }
  }
}
