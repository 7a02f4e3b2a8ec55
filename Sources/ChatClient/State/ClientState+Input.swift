import Canvas
import ChatModel

extension ClientState {
  mutating func handle(_ input: InputEvent, at now: ClientTime) -> [ClientEffect] {
    if case .key(let key) = input, let effects = edit(key, at: now.monotonic) { return effects }
    revision = Revision()
    switch input {
    case .key(let key):
      tracker.used(at: now.monotonic)
      let (channel, editor) = (conversation?.channel, composer.editor)
      let effects = press(key, at: now)
      let isTyping = mode == .write && conversation?.channel == channel
      return isTyping ? effects + typed(over: editor, at: now.monotonic) : effects
    case .paste(let text):
      tracker.used(at: now.monotonic)
      let editor = composer.editor
      let effects = paste(text, at: now.monotonic)
      return mode == .write ? effects + typed(over: editor, at: now.monotonic) : effects
    case .focus(let hasFocus):
      tracker.focusChanged(hasFocus, at: now.monotonic)
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
    let action = keys.action(for: key, in: mode)
    if action != .complete { composer.endCompletion() }
    if let action { return perform(action, at: now) }
    if let character = key.typed { type(character, at: now.monotonic) }
    return []
  }

  mutating func perform(_ action: Action, at now: ClientTime) -> [ClientEffect] {
    let time = now.monotonic
    switch action {
    case .nextChannel, .previousChannel, .nextUnread, .previousUnread, .nextMention, .goBack, .choose:
      return navigate(action, at: now)
    case .write, .send, .browse, .edit, .complete, .olderText, .newerText, .openEditor, .retry, .discard:
      return write(action, at: now)
    case .scroll(let scroll): if mode == .help { scrollHelp(scroll) } else { self.scroll(scroll) }
    case .firstUnread: goToFirstUnread(at: time)
    case .markRead: return markRead(at: time)
    case .markUnread: return markUnread(at: time)
    case .markAllRead: return markAllRead(at: time)
    case .undo: return undoMarking(at: time)
    case .togglePeek: return togglePeek(at: time)
    case .selection(let selection): return select(selection, at: now)
    case .browseChannels: return browse(at: time)
    case .showMembers: return showMembers(at: time)
    case .changeAttention: return changeAttention(at: time)
    case .toggleSection:
      if let conversation { toggle(ChannelOrder.section(of: conversation.channel), at: time) }
    case .changeSort: changeSort(at: time)
    case .toggleMouse: return toggleMouse(at: time)
    case .find: find()
    case .filter: filter()
    case .search: search(everywhere: false)
    case .searchAll: search(everywhere: true)
    case .changeScope: changeSearch { $0.changeScope(at: time) }
    case .selectNext: select(by: 1)
    case .selectPrevious: select(by: -1)
    case .help: overlay = .help(offset: 0)
    case .close: close()
    case .crowd(let change): return hasCrowd ? [.crowd(change)] : []
    case .redraw: return [.redraw]
    case .suspend: return sendReceipts(at: time) + [.suspend]
    case .quit: return quit(at: time)
    }
    return []
  }

  private mutating func resize(_ size: Size) {
    self.size = size
    if layout.form != .full && isFiltering { endFilter() }
    list.reveal(conversation?.channel, height: listHeight)
    changeFinder { $0.resize(height: FinderView.height(in: Rect(size: size))) }
    changeSearch { $0.resize(height: SearchView.height(in: Rect(size: size))) }
  }

  private mutating func quit(at now: Duration) -> [ClientEffect] {
    guard !isQuitting else { return [] }
    readWhatWasSeen(at: now)
    isQuitting = true
    return sendReceipts(at: now, .quitting) + saveSpool(at: now, atOnce: true)
      + keep(at: now, atOnce: true) + (isPeeking ? [] : [.announce(isOnline: false)]) + [.quit]
  }
}
