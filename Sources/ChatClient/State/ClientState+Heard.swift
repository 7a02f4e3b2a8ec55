import Canvas
import ChatModel

extension ClientState {
  mutating func hear(_ heard: Heard, at now: ClientTime) -> [ClientEffect] {
    switch heard {
    case .connected:
      health.heardAgain()
      if hearing.began(hasChannels: hasChannels) { channelReads.want() }
      readCountersAnew()
      return askAgain()
    case .missed:
      health.heardAgain()
      // What was said meanwhile is in the counters' heads and in the channels': the gaps are loaded from there.
      channelReads.want()
      readCountersAnew()
      return askAgain()
    case .disconnected:
      health.fellSilent(at: now.wall)
      if hearing.ended() { readCountersAnew() }
    case .notice(let notice):
      return hear(notice, at: now.monotonic)
    }
    return []
  }

  /// Asks what became of the messages that Kafka has: what was said of them may have been missed.
  func askAgain() -> [ClientEffect] { outbox.unsettled.map(ClientEffect.send) }

  /// Before the channels are known there is nothing to read, and then everything.
  private mutating func readCountersAnew() {
    counterReads.retryNow()
    if hasChannels { counterReads.markAll() }
  }

  private mutating func hear(_ notice: Notice, at now: Duration) -> [ClientEffect] {
    switch notice {
    case .message(let message): return hear(message, at: now)
    case .changed(let message): hearChange(of: message)
    case .membership(let key, _):
      // The list says whether it still is so, and what there is to hear and to count.
      if key.user == user { channelReads.want() }
    case .settled(let author, let id, let rejection):
      if author == user { settled(id, rejection: rejection, at: now) }
    case .read(let key):
      if key.user == user { counterReads.mark(key.channel) }
    case .seen(let key, let position):
      if let entry = openEntry, entry.id == key.channel, entry.info.memberCount <= ChannelInfo.mostSeenBy {
        conversation?.hear(key.user, hasReadTo: position)
      }
    case .status(let status): return hear(status, at: now)
    case .rebuilt: counterReads.markAll()
    case .typing(let key):
      if key.user != user, list[key.channel] != nil { presence.hearTyping(key, at: now) }
    case .presence(let peer, let isOnline):
      if heardTopics.contains(.presence(peer)) { presence.hear(peer, isOnline: isOnline, at: now) }
    }
    return []
  }

  /// How far above the head that is known a message may be to be believed.
  ///
  /// Anybody who reaches Redis can publish a notice. Whoever misses more than a burst is told so (`.missed`), so what is
  /// further up was never said, and would leave the client looking for messages that are not there.
  static let mostAhead: Seq = 10_000

  /// A message makes a badge stale; the number itself comes from Redis.
  private mutating func hear(_ message: Message, at now: Duration) -> [ClientEffect] {
    let head = list[message.channel]?.head
    if let head, message.seq > head + Self.mostAhead {
      channelReads.want()
      return []
    }
    presence.hearMessage(UserChannel(message.author, message.channel))
    if message.author == user {
      outbox.confirm([message])
      keeper.touch()
    }
    guard head != nil else {
      channelReads.want()
      return []
    }
    // Who is in, what it is about, who may do what: the line only says that it is another now.
    if message.kind.isLine { channelReads.want() }
    list.update(message.channel) { $0.heard(of: message.seq, at: message.sentAt) }
    counterReads.mark(message.channel)
    if conversation?.channel == message.channel { conversation?.hear(message.sanitized) }
    return alert(message, at: now)
  }

  /// An edited or deleted message: what is shown is replaced, and what it counted is read anew.
  private mutating func hearChange(of message: Message) {
    counterReads.mark(message.channel)
    if conversation?.channel == message.channel { conversation?.replace(message.sanitized) }
  }
}

extension Message {
  /// The same message with a body that can do no harm to a terminal.
  var sanitized: Message {
    Message(
      channel: channel, seq: seq, id: id, author: author, sentAt: sentAt, body: Sanitizer.text(body),
      kind: kind,
      mentions: mentions)
  }
}

extension String {
  /// What another program said, as a short harmless line.
  var sanitizedLine: String { Sanitizer.line(self, limit: 200) }
}

extension ClientState {
  /// Tells a user who does not look of a message that mentions them.
  ///
  /// Only live messages come here: what was said before the start, or while nothing was heard, shows in the badges.
  mutating func alert(_ message: Message, at now: Duration) -> [ClientEffect] {
    guard message.author != user, message.kind.counts, !tracker.isAttentive(at: now),
      let entry = list[message.channel], entry.info.attention != .nothing,
      message.channel.isDirect || entry.info.isMentioned(by: message, user), alerts.allows(at: now)
    else { return [] }
    let place = message.channel.isDirect ? "" : " in \(entry.name(for: user))"
    return [.alert(Alert(title: "\(message.author)\(place)", text: message.body.sanitizedLine))]
  }

  /// Tells a user who does not look what was said to them in a channel before this client knew that they are in it.
  mutating func alert(arrivedIn channel: ChannelID, at now: Duration) -> [ClientEffect] {
    let mentions = list.badge(channel).mentions
    guard mentions > 0, !tracker.isAttentive(at: now), let entry = list[channel],
      entry.info.attention != .nothing, alerts.allows(at: now)
    else { return [] }
    let words = Wording.count(mentions, channel.isDirect ? "message" : "mention")
    return [.alert(Alert(title: entry.name(for: user), text: words))]
  }
}
