import Canvas
import ChatModel

extension ClientState {
  mutating func find() {
    let candidates = list.order.complete.compactMap { channel in
      list[channel].map {
        Finder.Candidate(
          channel: channel, name: $0.name(for: user), badge: list.badge(channel), isMuted: $0.info.muted)
      }
    }
    overlay = .finder(Finder(candidates, height: FinderView.height(in: Rect(size: size))))
  }

  mutating func choose(at now: ClientTime) -> [ClientEffect] {
    switch overlay {
    case .finder(let finder):
      overlay = nil
      guard let chosen = finder.selected else { return [] }
      leaveTrail()
      return open(chosen.channel, at: now)
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
