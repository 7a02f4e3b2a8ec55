import Canvas
import ChatClient
import ChatModel
import Glibc
import Lanes
import Service
import Synchronization
import Terminal

/// The screen's thread: waits for keys and answers, lets the state decide, draws, and hands effects out.
///
/// Between two events it sleeps without a time limit. A key is answered at once; what others cause is drawn at most once
/// a frame, so a flood costs no more than that.
actor ChatLoop {
  /// The least time between two frames that no key asked for.
  private static let frame: Duration = .milliseconds(33)
  /// How long the acknowledgements of the last receipts are waited for at the end; what is missing is spooled.
  private static let patience: Duration = .seconds(2)

  private let lane = Lane(name: "screen")
  private let backends: Backends
  private let options: ChatOptions
  private let look: Look
  private let inbox = Mutex<Inbox?>(nil)
  /// Whether the client was to quit before it had an inbox to be told by.
  private let isStopped = Mutex(false)
  private let clock = ChatClock()

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  init(_ backends: Backends, _ options: ChatOptions, _ look: Look) {
    self.backends = backends
    self.options = options
    self.look = look
  }

  /// Asks the client to quit, from any thread.
  nonisolated func stop() {
    isStopped.withLock { $0 = true }
    inbox.withLock { $0 }?.post(.input(.signal(SIGTERM)))
  }

  /// Runs the client until the user quits, or the script ends.
  func run() async throws {
    let screen: any ChatScreen
    let theme: Theme
    if let size = try options.script.headlessSize() {
      screen = try HeadlessScreen(size: size)
      theme = look.headless
    } else {
      let terminal = try TerminalScreen(
        options: TerminalOptions(mouse: options.screen.mouse, handlesTermination: false, logPath: options.log)
      )
      screen = terminal
      theme = look.theme(for: terminal)
    }
    defer { screen.close() }
    var stage = try ScriptStage(options.script, size: screen.size, holdsOutput: screen is TerminalScreen)
    let inbox = Inbox(waking: screen.wakePipe)
    self.inbox.withLock { $0 = inbox }
    if isStopped.withLock({ $0 }) { inbox.post(.input(.signal(SIGTERM))) }
    let backend = try ChatBackend(backends, user: options.user, inbox: inbox)
    var state = ClientState(
      user: options.user, size: screen.size, ids: IDSource(session: Self.session()), opening: options.channel,
      keys: look.keys, isMouseOn: options.screen.mouse)
    backend.start()
    let canvas = interact(&state, &stage, screen, theme, backend, inbox)
    screen.close()
    await finish(&state, backend, inbox)
    try stage.finish(ClientFacts(state: state, canvas: canvas))
  }

  /// 128 random bits: no other run has them.
  static func session() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
  }

  /// - Returns: What was drawn last.
  private func interact(
    _ state: inout ClientState, _ stage: inout ScriptStage, _ screen: any ChatScreen, _ theme: Theme,
    _ backend: ChatBackend, _ inbox: Inbox
  ) -> Canvas {
    var perform = Performer(
      screen: screen, backend: backend, notifications: options.screen.notifications, inbox: inbox)
    perform.all(state.update(.started, at: clock.now))
    var last = draw(&state, screen, theme, &perform, after: nil)
    while !perform.isQuitting {
      var inputs: [InputEvent] = []
      var scriptDue: ContinuousClock.Instant?
      if !last.isStale {
        switch stage.next(at: clock.now.monotonic, ClientFacts(state: state, canvas: last.frame.canvas)) {
        case .input(let event): inputs = [event]
        case .goOn: continue
        case .quit: inputs = [.signal(SIGTERM)]
        case .wait(let until): scriptDue = clock.instant(until)
        case .none: break
        }
      }
      let frameDue = last.isStale ? last.time + Self.frame : nil
      let tickDue = state.nextDeadline.map(clock.instant)
      if inputs.isEmpty {
        let due = [frameDue, tickDue, scriptDue].compactMap(\.self).min()
        inputs = screen.wait(until: due).filter { $0 != .woken }
      }
      for event in inputs {
        stage.record(event, at: clock.now.monotonic)
        perform.all(state.update(.input(event), at: clock.now))
      }
      for event in inbox.drain() {
        last.isStale = true
        perform.all(state.update(event, at: clock.now))
      }
      if let tickDue, ContinuousClock.now >= tickDue {
        last.isStale = true
        perform.all(state.update(.tick, at: clock.now))
      }
      let wasSuspended = perform.takeSuspended()
      if wasSuspended { perform.all(state.update(.resumed, at: clock.now)) }
      let isUrgent = wasSuspended || !inputs.isEmpty
      guard isUrgent || (last.isStale && ContinuousClock.now >= last.time + Self.frame) else { continue }
      last = draw(&state, screen, theme, &perform, after: last.frame)
    }
    return last.frame.canvas
  }

  /// What is on the screen.
  private struct Shown {
    let frame: Frame
    let time: ContinuousClock.Instant
    /// Whether something has changed since then.
    var isStale: Bool
  }

  /// Draws a frame and tells the state what was seen.
  private func draw(
    _ state: inout ClientState, _ screen: any ChatScreen, _ theme: Theme, _ perform: inout Performer,
    after last: Frame?
  ) -> Shown {
    let time = ContinuousClock.now
    let frame = state.view(theme, after: last)
    screen.render(frame.canvas)
    let before = state
    perform.all(state.update(.drawn(frame.visible), at: clock.now))
    return Shown(frame: frame, time: time, isStale: state != before)
  }

  /// Waits a little for what is still on its way, so that the files keep only what Kafka really does not have.
  private func finish(_ state: inout ClientState, _ backend: ChatBackend, _ inbox: Inbox) async {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let isIdle = backend.isIdle
      for event in inbox.drain() {
        for effect in state.update(event, at: clock.now) {
          switch effect {
          case .saveSpool, .keep: backend.perform(effect)
          default: break
          }
        }
      }
      if isIdle || ContinuousClock.now > deadline { break }
      try? await Task.sleep(for: .milliseconds(10))
    }
    await backend.close()
  }
}
