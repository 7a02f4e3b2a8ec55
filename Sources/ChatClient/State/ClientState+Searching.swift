import Canvas
import ChatModel

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
