import Canvas
import ChatModel

extension LinearClient {
  /// Takes a line of input; one that cannot be handled yet waits.
  /// - Returns: What is to be done, in this order.
  public mutating func enter(_ line: LineInput.Line, at now: ClientTime) -> [ClientEffect] {
    if isAttended {
      state.tracker.used(at: now.monotonic)
      state.drew(visible, at: now.monotonic)
      badges.hurry()
    }
    switch line {
    case .tooLong: refuse("a line of more than \(LineInput.limit) bytes is left out")
    case .text(let text):
      if isAttended, let urgent = urgent(text) {
        return run(urgent, at: now) + state.settle(at: now)
      }
      waiting.append(Waiting(line: text, isEarly: state.conversation == nil))
      if isAttended, !isReady { say("not connected yet: this waits") }
    }
    return work(at: now) + state.settle(at: now)
  }

  /// The input has ended: the client quits when what was entered is done.
  /// - Returns: What is to be done, in this order.
  public mutating func endInput(at now: ClientTime) -> [ClientEffect] {
    ended = ended ?? now.monotonic
    return work(at: now)
  }

  /// Handles the lines that wait, as far as they can be, and quits if the input has ended.
  mutating func work(at now: ClientTime) -> [ClientEffect] {
    var effects: [ClientEffect] = []
    endChanges(at: now.monotonic)
    while isReady, !state.isQuitting, !waiting.isEmpty {
      let next = waiting.removeFirst()
      effects += run(LinearCommand(next.line), isEarly: next.isEarly, at: now)
    }
    guard let ended, !state.isQuitting else { return effects }
    let isDone = isReady && waiting.isEmpty && sends.countUnderWay == 0 && (isAttended || isRead)
    return isDone || now.monotonic >= ended + Self.patience ? effects + quit(at: now) : effects
  }

  /// Ends the client; lines that still wait are given up.
  mutating func quit(at now: ClientTime) -> [ClientEffect] {
    let reason = state.conversation == nil ? "no channel is open" : "what came before it is not done"
    for line in waiting {
      switch LinearCommand(line.line) {
      case .send(let text): refuse("not sent: \(LinearFormat.excerpt(text)): \(reason)")
      case .change: refuse("not done: \(LinearFormat.excerpt(line.line)): \(reason)")
      case .nothing, .verb, .wrong: break
      }
    }
    waiting = []
    return perform(.quit, at: now)
  }

  /// Says why a line is not handled.
  mutating func refuse(_ words: String) {
    say(words)
    if !isAttended { refused += 1 }
  }

  /// Whether the next line can be handled.
  ///
  /// From a pipe each is answered before the next one is taken.
  private var isReady: Bool {
    guard said.count < Self.mostSaid, sends.countUnderWay < Self.mostWaiting, asked.isEmpty else {
      return false
    }
    guard let conversation = state.conversation else {
      return state.hasChannels && state.list.entries.isEmpty
    }
    return isAttended || (search == nil && (reader?.next != nil || conversation.failure != nil))
  }

  /// Goes on after the changes that are done; what no server has done in time is not waited for any longer, and not opened
  /// when something else may be going on.
  private mutating func endChanges(at now: Duration) {
    if state.wanted == nil { asked = asked.filter { state.pending[$0.key] != nil } }
    for (id, since) in asked where now >= since + Self.patience {
      asked[id] = nil
      state.wanted = nil
      refuse("not known to be done: \(state.pending[id] ?? "open the channel"): no server has answered")
    }
  }

  /// Whether what there is of the open channel is printed, or cannot be.
  private var isRead: Bool { reader?.isCaughtUp != false || state.conversation?.failure != nil }

  /// What makes sense at any time, and is not to wait.
  private func urgent(_ line: String) -> LinearCommand? {
    let command = LinearCommand(line)
    switch command {
    case .verb(.quit, _), .verb(.help, _), .wrong: return command
    case .nothing, .send, .verb, .change: return nil
    }
  }
}
