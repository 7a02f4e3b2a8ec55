import ChatModel

/// One message is chosen, to be changed, copied or marked.
extension ClientState {
  mutating func select(_ action: Action.Selection, at now: ClientTime) -> [ClientEffect] {
    let time = now.monotonic
    if action != .delete { conversation?.isDeletionAsked = false }
    switch action {
    case .begin: beginSelection(at: time)
    case .up: moveSelection(by: -1)
    case .down: moveSelection(by: 1)
    case .end: conversation?.selected = nil
    default: return use(action, at: now)
    }
    return []
  }

  private mutating func beginSelection(at now: Duration) {
    guard let bottom = shown.bottom, shown.channel == conversation?.channel,
      conversation?.window[bottom] != nil
    else {
      say("no message is in view", at: now)
      return
    }
    conversation?.selected = bottom
  }

  private mutating func moveSelection(by count: Seq) {
    guard let conversation, let selected = conversation.selected,
      conversation.window[selected + count] != nil
    else { return }
    self.conversation?.selected = selected + count
    guard let seqs = shown.seqs, let bottom = shown.bottom, shown.channel == conversation.channel else {
      return
    }
    let target = selected + count
    if target < seqs.lowerBound { go(to: .exact(Anchor(seq: target, line: 0))) }
    if target > bottom { scroll(by: Int(target - bottom) + 1) }
  }

  private mutating func use(_ action: Action.Selection, at now: ClientTime) -> [ClientEffect] {
    guard let conversation, let seq = conversation.selected, let message = conversation.window[seq] else {
      return []
    }
    let time = now.monotonic
    guard message.kind.counts || action == .markUnread else {
      say("there is nothing to \(action.rawValue)", at: time)
      return []
    }
    switch action {
    case .copy:
      say("copied", at: time)
      return finished([.copy(message.body)])
    case .quote:
      guard mayWrite(at: time) else { return [] }
      let quote = message.body.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)\n" }
      let effects = startWriting(at: time)
      if isWriting { composer.editor.insert(quote.joined()) }
      return finished(effects)
    case .edit:
      guard message.author == user else {
        say("only \(message.author) can edit that", at: time)
        return []
      }
      guard mayWrite(at: time) else { return [] }
      let effects = startWriting(at: time)
      guard isWriting else { return effects }
      composer.editor.set(message.body)
      editing = message
      say("editing: Enter saves, an empty text leaves it as it was", at: time)
      return finished(effects)
    case .delete: return delete(message, at: now)
    case .readers: return finished([.loadReaders(seq, message.channel)])
    case .markUnread:
      self.conversation?.selected = nil
      return markUnread(from: seq, at: time)
    case .begin, .up, .down, .end: return []
    }
  }

  /// The one thing that cannot be undone is asked for twice.
  private mutating func delete(_ message: Message, at now: ClientTime) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now.monotonic) else { return [] }
    guard conversation?.isDeletionAsked == true else {
      conversation?.isDeletionAsked = true
      say("the same key again deletes it for everybody, for good", at: now.monotonic)
      return []
    }
    return finished(change(message.channel, .delete(message.seq), at: now))
  }

  private mutating func finished(_ effects: [ClientEffect]) -> [ClientEffect] {
    conversation?.selected = nil
    conversation?.isDeletionAsked = false
    return effects
  }
}
