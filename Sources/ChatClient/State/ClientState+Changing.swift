import ChatModel

/// What changes channels: commands, and what becomes of them.
extension ClientState {
  /// How many changes may be on their way; more are nobody's typing.
  private static let mostPending = 100

  /// Does what a command says.
  mutating func run(_ command: ChannelCommand, at now: ClientTime) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now.monotonic) else { return [] }
    do throws(ChannelCommandError) {
      return try perform(command, at: now)
    } catch {
      say(error.words, at: now.monotonic)
      return []
    }
  }

  private mutating func perform(
    _ command: ChannelCommand, at now: ClientTime
  ) throws(ChannelCommandError) -> [ClientEffect] {
    let first = command.words.first ?? ""
    switch command.verb {
    case .join: return join(try ChannelCommand.channel(first), at: now)
    case .create, .private, .readonly:
      let topic = command.rest.dropFirst(first.count).trimmed
      let channel = try ChannelCommand.channel(first)
      let kind = ChangeRequest.Change.create(
        topic: topic, isPrivate: command.verb == .private, readOnly: command.verb == .readonly)
      return change(channel, kind, opens: true, at: now)
    case .msg:
      return talk(
        to: try ChannelCommand.user(first), saying: command.rest.dropFirst(first.count).trimmed, at: now)
    case .leave:
      leaving = try here()
      return change(try here(), .leave, at: now)
    case .invite: return change(try here(), .invite(try ChannelCommand.user(first)), at: now)
    case .remove: return change(try here(), .remove(try ChannelCommand.user(first)), at: now)
    case .topic: return change(try here(), .setTopic(command.rest), at: now)
    case .allow:
      guard let rights = Rights(names: command.words.dropFirst()) else {
        throw ChannelCommandError("rights are \(Rights.names.map(\.name).joined(separator: ", "))")
      }
      return change(try here(), .allow(try ChannelCommand.user(first), rights), at: now)
    case .edit: return change(try here(), .edit(try meant(), command.rest), at: now)
    case .delete: return change(try here(), .delete(try meant()), at: now)
    case .everyone, .hide: return [try prefer(command, at: now.monotonic)]
    case .channels: return browse(at: now.monotonic)
    case .members: return showMembers(at: now.monotonic)
    case .help:
      overlay = .help(offset: 0)
      return []
    }
  }

  /// Sets what a user wants to hear of others, or others to see of them.
  private mutating func prefer(_ command: ChannelCommand, at now: Duration) throws(ChannelCommandError)
    -> ClientEffect
  {
    switch (command.verb, command.rest) {
    case (.everyone, "on"), (.everyone, "off"):
      let isOn = command.rest == "on"
      let channel = try here()
      say("@channel \(isOn ? "mentions you" : "does not mention you") here", at: now)
      return .setHearsEveryone(isOn, channel)
    case (.everyone, _): throw ChannelCommandError("say on or off: \(command.verb.usage)")
    case (_, "on"), (_, "off"):
      let isOn = command.rest == "on"
      let channel = try here()
      say(isOn ? "others do not see what you read here" : "others see what you read here", at: now)
      return .setHidesReads(isOn, channel)
    case (_, "all"), (_, "none"):
      let isOn = command.rest == "all"
      say(isOn ? "others do not see what you read" : "others see what you read", at: now)
      return .setHidesReads(isOn, nil)
    default: throw ChannelCommandError("say on, off, all or none: \(command.verb.usage)")
    }
  }

  private func here() throws(ChannelCommandError) -> ChannelID {
    guard let channel = openEntry?.id else { throw ChannelCommandError("no channel is open") }
    return channel
  }

  /// The message that a command is about: the selected one, or the last of one's own.
  private func meant() throws(ChannelCommandError) -> Seq {
    if let seq = conversation?.selected { return seq }
    let own = conversation?.window.messages.last { $0.author == user && $0.kind.counts }
    guard let own else { throw ChannelCommandError("none of your messages is in view") }
    return own.seq
  }

  /// Opens a channel, joining it first if need be.
  mutating func join(_ channel: ChannelID, at now: ClientTime) -> [ClientEffect] {
    guard list[channel] == nil else {
      leaveTrail()
      return open(channel, at: now)
    }
    return change(channel, .join, opens: true, at: now)
  }

  /// Opens the direct chat with somebody, starting it first if need be.
  mutating func talk(to peer: UserID, saying text: String = "", at now: ClientTime) -> [ClientEffect] {
    guard peer != user else {
      say("that is you", at: now.monotonic)
      return []
    }
    let channel = ChannelID(directBetween: user, and: peer)
    var effects: [ClientEffect] = []
    if list[channel] == nil {
      effects = change(channel, .create(topic: "", isPrivate: true), opens: true, at: now)
    } else {
      leaveTrail()
      effects = open(channel, at: now)
    }
    guard !text.isEmpty else { return effects }
    do {
      // In the log it stands after what starts the chat.
      let event = try MessageEvent(id: ids.next(), channel: channel, author: user, body: text)
      outbox.add(event)
      return effects + [.send(event)]
    } catch {
      say("not sent: \(error)", at: now.monotonic)
      return effects
    }
  }

  /// Asks for a change.
  /// - Parameter opens: Whether the channel is to be opened when it is there.
  mutating func change(
    _ channel: ChannelID, _ change: ChangeRequest.Change, opens: Bool = false, at now: ClientTime
  ) -> [ClientEffect] {
    guard pending.count < Self.mostPending else {
      say("too much is on its way: is a server running?", at: now.monotonic)
      return []
    }
    let request = ChangeRequest(id: ids.next(), channel: channel, change)
    pending[request.id] = request.words(for: user)
    if opens { wanted = channel }
    return [.change(request)]
  }

  /// An event of the user's was done, or rejected.
  mutating func settled(_ id: String, rejection: String?, at now: Duration) {
    let words = pending.removeValue(forKey: id)
    guard let rejection else { return }
    if let words { say("could not \(words): \(rejection)", at: now) }
    if words != nil { (wanted, leaving) = (nil, nil) }
    outbox.rejected(id, reason: rejection)
    keeper.touch()
  }

  /// What was asked for did not reach the log.
  mutating func changeFailed(_ id: String, reason: String, at now: Duration) -> Bool {
    guard let words = pending.removeValue(forKey: id) else { return false }
    (wanted, leaving) = (nil, nil)
    say("could not \(words): \(reason)", at: now)
    return true
  }
}
