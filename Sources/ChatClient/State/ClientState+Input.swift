import Canvas
import ChatModel

extension ClientState {
  mutating func handle(_ input: InputEvent, at now: ClientTime) -> [ClientEffect] {
    switch input {
    case .key(let key):
      tracker.used(at: now.monotonic)
      return press(key, at: now)
    case .paste(let text):
      tracker.used(at: now.monotonic)
      paste(text, at: now.monotonic)
    case .focus(let hasFocus):
      tracker.focusChanged(hasFocus)
      return hasFocus ? [] : sendReceipts(at: now.monotonic)
    case .mouse(let mouse):
      tracker.used(at: now.monotonic)
      return handle(mouse, at: now)
    case .resize(let size): resize(size)
    case .signal, .end: return quit(at: now.monotonic)
    case .woken: break
    }
    return []
  }

  private mutating func press(_ key: Key, at now: ClientTime) -> [ClientEffect] {
    if let action = KeyMap.action(for: key, in: mode) { return perform(action, at: now) }
    if let character = key.typed { type(character) }
    return []
  }

  private mutating func perform(_ action: Action, at now: ClientTime) -> [ClientEffect] {
    let time = now.monotonic
    switch action {
    case .scroll(let scroll): if mode == .help { scrollHelp(scroll) } else { self.scroll(scroll) }
    case .nextChannel: return step(1, at: now)
    case .previousChannel: return step(-1, at: now)
    case .nextUnread: return step(1, to: Self.isUnread, else: "no other channel has unread messages", at: now)
    case .previousUnread:
      return step(-1, to: Self.isUnread, else: "no other channel has unread messages", at: now)
    case .nextMention: return step(1, to: { $1.mentions > 0 }, else: "no other channel has mentions", at: now)
    case .write: startWriting(at: time)
    case .send: return send(at: time)
    case .browse: isWriting = false
    case .edit(let edit): self.edit(edit)
    case .markRead: return markRead(at: time)
    case .markUnread: return markUnread(at: time)
    case .toggleMuted: return toggleMuted()
    case .retry: return retry(at: time)
    case .discard: discard(at: time)
    case .find: find()
    case .choose: return choose(at: now)
    case .selectNext: changeFinder { $0.select(by: 1) }
    case .selectPrevious: changeFinder { $0.select(by: -1) }
    case .help: overlay = .help(offset: 0)
    case .close: close()
    case .crowd(let change): return hasCrowd ? [.crowd(change)] : []
    case .redraw: return [.redraw]
    case .suspend: return sendReceipts(at: time) + [.suspend]
    case .quit: return quit(at: time)
    }
    return []
  }

  private static func isUnread(_ entry: ChannelEntry, _ badge: Badge) -> Bool {
    badge.mentions > 0 || (badge.unread > 0 && !entry.info.muted)
  }

  private mutating func resize(_ size: Size) {
    self.size = size
    list.reveal(conversation?.channel, height: layout.list.height)
    changeFinder { $0.resize(height: FinderView.height(in: Rect(size: size))) }
  }

  private mutating func quit(at now: Duration) -> [ClientEffect] {
    guard !isQuitting else { return [] }
    readWhatWasSeen(at: now)
    isQuitting = true
    return receipts.take(at: now, .quitting).map(ClientEffect.sendReceipt) + saveSpool(at: now, atOnce: true)
      + [.quit]
  }
}
