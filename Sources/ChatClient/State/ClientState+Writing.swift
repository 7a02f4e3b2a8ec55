import Canvas
import ChatModel

extension ClientState {
  /// Does what a key says about what is being written.
  mutating func write(_ action: Action, at time: ClientTime) -> [ClientEffect] {
    let now = time.monotonic
    switch action {
    case .write: return startWriting(at: now)
    case .send: return send(at: time)
    case .browse: stopWriting()
    case .edit(let edit): self.edit(edit, at: now)
    case .complete: complete(at: now)
    case .olderText: composer.older()
    case .newerText: composer.newer()
    case .openEditor: return openEditor(at: now)
    case .retry: return retry(at: now)
    case .discard: discard(at: now)
    default: break
    }
    return []
  }

  mutating func startWriting(at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now), hasChannels else { return [] }
    if let entry = openEntry, !entry.info.canWrite {
      say("you may not write to \(entry.name(for: user)), only commands such as /leave", at: now)
    }
    isFiltering = false
    isWriting = true
    return loadMembers()
  }

  /// Whether messages may be written where the user is, which is said if not.
  mutating func mayWrite(at now: Duration) -> Bool {
    guard let entry = openEntry, !entry.info.canWrite else { return true }
    say("you may not write to \(entry.name(for: user))", at: now)
    return false
  }

  /// The text is kept, unless it is a message's that was to be changed.
  private mutating func stopWriting() {
    isWriting = false
    stopEditing()
  }

  /// Leaves the message that was to be changed as it is; nothing happens if there is none.
  mutating func stopEditing() {
    guard editing != nil else { return }
    editing = nil
    composer.editor.clear()
  }

  private mutating func send(at time: ClientTime) -> [ClientEffect] {
    let now = time.monotonic
    let text = composer.editor.text
    if let message = editing { return save(text, to: message, at: time) }
    guard text.contains(where: { !$0.isWhitespace }) else { return [] }
    switch ChannelCommand.read(text) {
    case .text(let text):
      if let conversation { return send(text, in: conversation.channel, at: now) }
      say("no channel is open: /join CHANNEL, /create CHANNEL or /msg USER", at: now)
      return []
    case .wrong(let words):
      say(words, at: now)
      return []
    case .command(let command):
      composer.wasSent()
      isWriting = false
      return run(command, at: time)
    }
  }

  private mutating func send(_ text: String, in channel: ChannelID, at now: Duration) -> [ClientEffect] {
    guard let entry = list[channel] else {
      say("not sent: you are not a member of \(channel) any more", at: now)
      return []
    }
    guard entry.info.canWrite else {
      say("not sent: you may not write to \(entry.name(for: user))", at: now)
      return []
    }
    do {
      let event = try MessageEvent(id: ids.next(), channel: entry.id, author: user, body: text)
      outbox.add(event)
      composer.wasSent()
      typing.stop()
      scrollToNewest()
      return [.send(event)]
    } catch {
      // The text stays, to be shortened.
      say("not sent: \(error)", at: now)
      return []
    }
  }

  /// Saves the changed text of a message.
  private mutating func save(_ text: String, to message: Message, at now: ClientTime) -> [ClientEffect] {
    stopWriting()
    let isEmpty = !text.contains { !$0.isWhitespace }
    guard !isEmpty, text != message.body else { return [] }
    guard text.utf8.count <= EventFormat.mostBodyBytes else {
      say("not saved: \(Rejection.bodyTooLong(bytes: text.utf8.count))", at: now.monotonic)
      return []
    }
    return change(message.channel, .edit(message.seq, text), at: now)
  }

  private mutating func retry(at now: Duration) -> [ClientEffect] {
    guard !refusesWhilePeeking(at: now), let channel = conversation?.channel else { return [] }
    let events = outbox.retry(in: channel)
    if events.isEmpty { say("nothing here failed to be sent", at: now) }
    return events.map(ClientEffect.send)
  }

  private mutating func discard(at now: Duration) {
    guard let channel = conversation?.channel else { return }
    let count = outbox.discard(in: channel)
    keeper.touch()
    say(count == 0 ? "nothing here failed to be sent" : "gave up \(Wording.count(count, "message"))", at: now)
  }

  /// Takes a key that changes nothing to be seen but the text being written: most of them do.
  /// - Returns: Nil for any other key.
  mutating func edit(_ key: Key, at now: Duration) -> [ClientEffect]? {
    guard mode == .write, composer.completion == nil else { return nil }
    let old = composer.editor
    switch keys.action(for: key, in: .write) {
    case nil: if let character = key.typed { type(character, at: now) }
    // To cut nothing is to look for a channel.
    case .edit(let edit) where edit != .killToEnd || !old.isEmpty: self.edit(edit, at: now)
    default: return nil
    }
    tracker.used(at: now)
    return typed(over: old, at: now)
  }

  /// Pasted text goes into what is being written and is never sent by itself.
  mutating func paste(_ text: String, at now: Duration) -> [ClientEffect] {
    let line = Sanitizer.line(text, limit: 128)
    switch mode {
    case .find: changeFinder { $0.edit { $0.insert(line) } }
    case .filter: changeFilter { $0.insert(line) }
    case .search: changeSearch { $0.edit(at: now) { $0.insert(line) } }
    case .help: break
    case .browse, .write, .select:
      composer.endCompletion()
      let effects = startWriting(at: now)
      if isWriting && !composer.editor.insert(text) { say("the text was too long and was cut", at: now) }
      return effects
    }
    return []
  }

  private mutating func edit(_ edit: Action.Edit, at now: Duration) {
    switch mode {
    case .find: changeFinder { $0.edit { $0.apply(edit, width: .max) } }
    case .filter: changeFilter { $0.apply(edit, width: .max) }
    case .search: changeSearch { $0.edit(at: now) { $0.apply(edit, width: .max) } }
    case .browse, .help, .select: break
    case .write:
      // With nothing to cut, the key is free for what it does elsewhere.
      if edit == .killToEnd && composer.editor.isEmpty { return find() }
      let isByRows = edit == .up || edit == .down
      let width = isByRows ? max(1, layout.composer.width - ComposerView.prompt.count) : .max
      let hasMoved = composer.editor.apply(edit, width: width)
      if edit == .up && !hasMoved { composer.older() }
      if edit == .down && !hasMoved { composer.newer() }
    }
  }

  mutating func type(_ character: Character, at now: Duration) {
    let text = String(character)
    switch mode {
    case .find: changeFinder { $0.edit { $0.insert(text) } }
    case .filter: changeFilter { $0.insert(text) }
    case .search: changeSearch { $0.edit(at: now) { $0.insert(text) } }
    case .write: composer.editor.insert(text)
    case .browse, .help, .select: break
    }
  }

  private mutating func openEditor(at now: Duration) -> [ClientEffect] {
    guard mayWrite(at: now) else { return [] }
    let effects = startWriting(at: now)
    return isWriting ? effects + [.edit(composer.editor.text)] : effects
  }

  mutating func edited(_ text: String?, problem: String?, at now: Duration) {
    if let problem { say("the editor failed: \(problem)", at: now) }
    guard let text else { return }
    composer.editor.clear()
    // Editors end a file with a line end that nobody wrote.
    let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
    if !composer.editor.insert(body) { say("the text was too long and was cut", at: now) }
    keeper.touch()
  }
}
