import Canvas
import ChatModel

extension LinearClient {
  mutating func run(_ command: LinearCommand, isEarly: Bool = false, at now: ClientTime) -> [ClientEffect] {
    var effects: [ClientEffect] = []
    switch command {
    case .nothing: break
    case .send(let text): effects = send(text, isEarly: isEarly, at: now)
    case .verb(let verb, let argument): effects = run(verb, argument, at: now)
    case .change(let command): effects = change(command, at: now)
    case .wrong(let words): refuse(words)
    }
    sends.note(effects)
    notice(at: now)
    return effects
  }

  /// Does what a key would do on the screen.
  mutating func perform(_ action: Action, at now: ClientTime) -> [ClientEffect] {
    let before = state.conversation?.channel
    let effects = state.perform(action, at: now) + state.settle(at: now)
    if state.conversation?.channel != before { astray = nil }
    return effects
  }

  private mutating func run(_ verb: LinearVerb, _ argument: String, at now: ClientTime) -> [ClientEffect] {
    switch verb {
    case .open: return open(argument, at: now)
    case .goto: return goTo(argument, at: now)
    case .search, .searchall: return search(argument, everywhere: verb == .searchall)
    case .back: return goBack(at: now)
    case .unread: return goToUnread(at: now)
    case .newest: return goToNewest(at: now)
    case .quit: return quit(at: now)
    case .more: if reader?.askMore() != true { say("no more messages") }
    case .older: if reader?.askOlder() != true { say("nothing comes before") }
    case .list: said += channelLines
    case .who: said += presenceLines
    case .help: said += Self.help
    case .peek: return togglePeek(at: now)
    case .next, .previous, .mention, .mute, .read, .all, .undo, .retry, .discard:
      return verb.action.map { perform($0, at: now) } ?? []
    }
    return []
  }

  /// Asks for a change in a channel.
  ///
  /// From a pipe what follows waits until it is done, and is not said elsewhere if it never is.
  private mutating func change(_ command: ChannelCommand, at now: ClientTime) -> [ClientEffect] {
    let before = (channel: state.conversation?.channel, toast: state.toast)
    let effects = state.run(command, at: now)
    if effects.isEmpty, state.toast != before.toast, !isAttended { refused += 1 }
    let settled = state.settle(at: now)
    if state.conversation?.channel != before.channel { astray = nil }
    guard !isAttended else { return effects + settled }
    for case .change(let request) in effects { asked[request.id] = now.monotonic }
    if let wanted = state.wanted {
      let name = wanted.peer(of: state.user).map { "@\($0)" } ?? "#\(wanted)"
      astray = Astray(name: name, channel: wanted)
    } else if state.leaving != nil {
      astray = Astray(name: "another channel")
    }
    return effects + settled
  }

  /// What is being written on a screen, and the place in the channel, stay as they are.
  private mutating func send(_ text: String, isEarly: Bool, at now: ClientTime) -> [ClientEffect] {
    if let astray, !isAttended || isEarly {
      refuse("not sent: \(LinearFormat.excerpt(text)): \(astray.name) is not open")
      return []
    }
    guard let conversation = state.conversation else {
      refuse("not sent: no channel is open")
      return []
    }
    guard !state.refusesWhilePeeking(at: now.monotonic) else {
      if !isAttended { refused += 1 }
      return []
    }
    let draft = state.composer.editor
    state.composer.editor.clear()
    guard state.composer.editor.insert(text) else {
      state.composer.editor = draft
      refuse("not sent: the text is too long")
      return []
    }
    let effects = state.perform(.send, at: now)
    state.composer.editor = draft
    state.conversation = conversation
    if effects.isEmpty, !isAttended { refused += 1 }
    return effects + state.settle(at: now)
  }

  private mutating func togglePeek(at now: ClientTime) -> [ClientEffect] {
    let effects = perform(.togglePeek, at: now)
    if state.isPeeking { say("peeking: nothing is read or sent; /peek ends it") }
    return effects
  }

  private static let help =
    LinearVerb.allCases.map { "\($0.usage): \($0.help)" }
    + ChannelCommand.Verb.allCases.filter(\.isForLines).map { "\($0.usage): \($0.help)" } + [
      "any other line is sent to the open channel; // sends a line that begins with /"
    ]
}
