import Canvas
import ChatModel

extension ClientState {
  mutating func find() {
    let candidates = list.order.complete.compactMap { channel in
      list[channel].map {
        Finder.Candidate(
          target: .channel(channel), name: $0.name(for: user), badge: list.badge(channel),
          isMuted: $0.info.isMuted)
      }
    }
    overlay = .finder(Finder(.channels, candidates, height: FinderView.height(in: Rect(size: size))))
  }

  mutating func choose(at now: ClientTime) -> [ClientEffect] {
    switch overlay {
    case .finder(let finder): return choose(finder, at: now)
    case .search(let search): return goToResult(of: search, at: now)
    case .help: return []
    case nil:
      isFiltering = false
      return []
    }
  }

  mutating func select(by rows: Int) {
    changeFinder { $0.select(by: rows) }
    changeSearch { $0.select(by: rows) }
  }

  mutating func changeFinder(_ change: (inout Finder) -> Void) {
    guard case .finder(var finder) = overlay else { return }
    change(&finder)
    overlay = .finder(finder)
  }

  mutating func scrollHelp(_ scroll: Action.Scroll) {
    guard case .help(let offset) = overlay else { return }
    let page = max(1, size.height - 3)
    let change =
      switch scroll {
      case .lineUp: -1
      case .lineDown: 1
      case .pageUp: -page
      case .pageDown: page
      case .oldest: -offset
      case .newest: HelpView.rowCount(keys)
      case .halfPageUp, .halfPageDown: 0
      }
    overlay = .help(offset: max(0, min(offset + change, HelpView.rowCount(keys) - page)))
  }

  /// Takes away what lies uppermost: the overlay, the filter, or else the "new messages" line and the mark of what was
  /// searched for.
  mutating func close() {
    if overlay != nil {
      overlay = nil
    } else if isFiltering || !list.filter.isEmpty {
      endFilter()
    } else {
      conversation?.divider = nil
      conversation?.found = nil
    }
  }

  mutating func say(_ words: String, at now: Duration) {
    toast = Toast(text: words.sanitizedLine, until: now + Toast.duration)
  }
}

extension ClientState {
  mutating func search(everywhere: Bool) {
    let height = SearchView.height(in: Rect(size: size))
    overlay = .search(Search(in: conversation?.channel, isEverywhere: everywhere, height: height))
  }

  mutating func changeSearch(_ change: (inout Search) -> Void) {
    guard case .search(var search) = overlay else { return }
    change(&search)
    overlay = .search(search)
  }

  /// Asks the database, if it is time.
  mutating func searchWhatWasTyped(at now: Duration) -> [ClientEffect] {
    guard case .search(var search) = overlay, let query = search.ask(at: now) else { return [] }
    overlay = .search(search)
    return [.search(query)]
  }

  var searchDeadline: Duration? {
    if case .search(let search) = overlay { search.deadline } else { nil }
  }

  /// Opens the selected result's channel and goes to the message.
  mutating func goToResult(of search: Search, at now: ClientTime) -> [ClientEffect] {
    guard let message = search.selected else { return [] }
    overlay = nil
    return go(to: message, at: now)
  }

  /// Opens a message's channel and goes to it.
  mutating func go(to message: Message, at now: ClientTime) -> [ClientEffect] {
    guard list[message.channel] != nil else {
      say("you are not a member of #\(message.channel) any more", at: now.monotonic)
      return []
    }
    leaveTrail()
    let effects = open(message.channel, at: now)
    conversation?.found = message.seq
    go(to: .found(message.seq))
    return effects
  }
}
