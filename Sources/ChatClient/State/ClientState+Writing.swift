import Canvas
import ChatModel

extension ClientState {
  mutating func startWriting(at now: Duration) {
    guard let entry = openEntry else { return }
    if entry.info.readOnly {
      say("only bots write to \(entry.name(for: user))", at: now)
    } else {
      isWriting = true
    }
  }

  mutating func send(at now: Duration) -> [ClientEffect] {
    let text = composer.editor.text
    guard let channel = conversation?.channel, text.contains(where: { !$0.isWhitespace }) else { return [] }
    do {
      let event = try MessageEvent(id: ids.next(), channel: channel, author: user, body: text)
      outbox.add(event)
      composer.editor.clear()
      scrollToNewest()
      return [.send(event)]
    } catch {
      // The text stays, to be shortened.
      say("not sent: \(error)", at: now)
      return []
    }
  }

  mutating func retry(at now: Duration) -> [ClientEffect] {
    guard let channel = conversation?.channel else { return [] }
    let events = outbox.retry(in: channel)
    if events.isEmpty { say("nothing here failed to be sent", at: now) }
    return events.map(ClientEffect.send)
  }

  mutating func discard(at now: Duration) {
    guard let channel = conversation?.channel else { return }
    let count = outbox.discard(in: channel)
    say(
      count == 0 ? "nothing here failed to be sent" : "gave up \(count) message\(count == 1 ? "" : "s")",
      at: now)
  }

  /// Pasted text goes into what is being written and is never sent by itself.
  mutating func paste(_ text: String, at now: Duration) {
    switch mode {
    case .find: changeFinder { $0.edit { $0.insert(Sanitizer.line(text, limit: 64)) } }
    case .help: break
    case .browse, .write:
      startWriting(at: now)
      if isWriting && !composer.editor.insert(text) { say("the text was too long and was cut", at: now) }
    }
  }

  mutating func edit(_ edit: Action.Edit) {
    if mode == .find { return changeFinder { $0.edit { $0.apply(edit, width: .max) } } }
    let width = max(1, layout.composer.width - ComposerView.prompt.count)
    composer.editor.apply(edit, width: width)
  }

  mutating func type(_ character: Character) {
    switch mode {
    case .find: changeFinder { $0.edit { $0.insert(String(character)) } }
    case .write: composer.editor.insert(String(character))
    case .browse, .help: break
    }
  }
}
