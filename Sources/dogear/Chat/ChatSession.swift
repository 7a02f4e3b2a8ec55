import Canvas
import ChatClient
import Glibc
import Terminal

/// A client between a screen and the services: waits for keys and answers, lets the state decide, draws, and hands
/// effects out.
///
/// Between two events it sleeps without a time limit. A key is answered at once: what it changes is drawn before
/// anything else is done, effects and mail included. What others cause is drawn at a frame's pace, so a flood costs no
/// more than that.
struct ChatSession: ClientSession {
  /// How long mail is taken in before keys are looked for again.
  private static let patience: Duration = .milliseconds(5)
  /// The most events that are taken in at once.
  private static let mostMail = 256

  private let screen: any ChatScreen
  private let theme: SharedTheme
  private let backend: ChatBackend
  private let inbox: Inbox
  private let clock = ChatClock()
  private var stage: ScriptStage
  private var state: ClientState
  private var performer: Performer
  /// What is on the screen.
  private var shown: Frame?
  private var pace = Pace.frames
  /// What was taken from the inbox and not looked at yet.
  private var mail: ArraySlice<ClientEvent> = []

  init(
    _ options: ChatOptions, _ look: Look, on screen: any ChatScreen, theme: Theme, backend: ChatBackend,
    inbox: Inbox
  ) throws {
    self.screen = screen
    self.theme = SharedTheme(theme)
    self.backend = backend
    self.inbox = inbox
    stage = try ScriptStage(options.script, size: screen.size, holdsOutput: screen is TerminalScreen)
    state = ClientState(
      user: options.user, size: screen.size, ids: .random(), opening: options.channel,
      keys: look.keys, isMouseOn: options.screen.mouse,
      attention: options.screen.attention)
    performer = Performer(
      screen: screen, backend: backend, notifications: options.screen.notifications, inbox: inbox)
  }

  /// Runs the client until the user quits, or the script ends.
  mutating func run() {
    performer.perform(state.update(.started, at: clock.now))
    draw()
    while !performer.isQuitting {
      let inputs = nextInputs()
      if !inputs.isEmpty { answer(inputs) }
      takeMail()
      if let frameDue, clock.monotonic >= frameDue { draw() }
    }
  }

  /// Takes in what is still under way after the end, so that the files keep only what Kafka really does not have.
  /// - Returns: Whether nothing is.
  mutating func settle() -> Bool {
    let isIdle = backend.isIdle
    mail += inbox.drain()
    for effect in state.update(mail, at: clock.now) {
      switch effect {
      case .saveSpool, .keep: backend.perform(effect)
      default: break
      }
    }
    mail = []
    return isIdle
  }

  /// Writes what the script was to put out, when the terminal is given back.
  mutating func finish() throws {
    try stage.finish(facts)
  }

  private var facts: ClientFacts {
    ClientFacts(state: state, canvas: shown?.canvas ?? Canvas(size: screen.size))
  }

  private var frameDue: Duration? {
    shown.flatMap { state.isShown(by: $0) ? nil : pace.due }
  }

  /// Waits for what the user or the script does, for mail, and for what is due.
  private mutating func nextInputs() -> [InputEvent] {
    var scriptDue: Duration?
    // A script sees only what the user could.
    if frameDue == nil, stage.isPlaying {
      let facts = facts
      switch stage.next(at: clock.monotonic, facts) {
      case .input(let event): return [event]
      case .goOn: return []
      case .quit: return [.signal(SIGTERM)]
      case .wait(let until): scriptDue = until
      case .none: break
      }
    }
    let due = [frameDue, scriptDue, state.nextDeadline].compactMap(\.self).min()
    var inputs = screen.wait(for: mail.isEmpty ? due.map { $0 - clock.monotonic } : .zero)
    inputs.removeAll { $0 == .woken }
    return inputs
  }

  /// Draws what keys change, and only then does what else follows from them.
  private mutating func answer(_ inputs: [InputEvent]) {
    let now = clock.now
    var effects: [ClientEffect] = []
    for event in inputs {
      stage.record(event, at: now.monotonic)
      effects += state.update(.input(event), at: now)
    }
    draw(andThen: effects)
    if performer.takeSuspended() { draw(andThen: state.update(.resumed, at: clock.now)) }
  }

  /// Takes in what has come, all of it unless that takes too long for a key to wait.
  private mutating func takeMail() {
    let end = clock.monotonic + Self.patience
    repeat {
      if mail.isEmpty { mail = inbox.drain()[...] }
      guard !mail.isEmpty else { break }
      let events = mail.prefix(Self.mostMail)
      mail.removeFirst(events.count)
      performer.perform(state.update(events, at: clock.now))
    } while clock.monotonic < end
    guard let due = state.nextDeadline, clock.monotonic >= due else { return }
    performer.perform(state.update(.tick, at: clock.now))
  }

  /// Draws a frame and tells the state what was seen.
  private mutating func draw(andThen effects: [ClientEffect] = []) {
    pace.take(at: clock.monotonic)
    let frame = state.view(theme, after: shown)
    screen.render(frame.canvas)
    performer.perform(effects)
    shown = frame
    performer.perform(state.update(.drawn(frame.visible), at: clock.now))
  }
}
