import Canvas
import ChatModel

extension ClientState {
  mutating func find() {
    let candidates = list.order.all.compactMap { channel in
      list[channel].map { Finder.Candidate(channel: channel, name: $0.name(for: user)) }
    }
    overlay = .finder(Finder(candidates, height: FinderView.height(in: Rect(size: size))))
  }

  mutating func choose(at now: ClientTime) -> [ClientEffect] {
    guard case .finder(let finder) = overlay else { return [] }
    overlay = nil
    return finder.selected.map { open($0.channel, at: now) } ?? []
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
      case .halfPageUp, .halfPageDown, .oldest, .newest: 0
      }
    overlay = .help(offset: max(0, min(offset + change, HelpView.rowCount - page)))
  }

  /// Takes away the overlay, or else the "new messages" line.
  mutating func close() {
    if overlay == nil { conversation?.divider = nil }
    overlay = nil
  }

  mutating func say(_ words: String, at now: Duration) {
    toast = Toast(text: words.sanitizedLine, until: now + Toast.duration)
  }
}
