import Canvas
import ChatModel

extension ClientState {
  /// Does what a key says about what is being written.
  mutating func write(_ action: Action, at now: Duration) -> [ClientEffect] {
    switch action {
    case .write: return startWriting(at: now)
    case .send: return send(at: now)
    case .browse: isWriting = false
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
    guard !refusesWhilePeeking(at: now), let entry = openEntry else { return [] }
    guard !entry.info.readOnly else {
      say("only bots write to \(entry.name(for: user))", at: now)
      return []
    }
    isFiltering = false
    isWriting = true
    return loadMembers()
  }

  private mutating func send(at now: Duration) -> [ClientEffect] {
    let text = composer.editor.text
    guard let conversation, text.contains(where: { !$0.isWhitespace }) else { return [] }
    guard let entry = openEntry else {
      say("not sent: you are not a member of \(conversation.channel) any more", at: now)
      return []
    }
    guard !entry.info.readOnly else {
      say("not sent: only bots write to \(entry.name(for: user))", at: now)
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
    say(count == 0 ? "nothing here failed to be sent" : "gave up \(Self.count(count, "message"))", at: now)
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
    case .browse, .write:
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
    case .browse, .help: break
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
    case .browse, .help: break
    }
  }

  private mutating func openEditor(at now: Duration) -> [ClientEffect] {
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
