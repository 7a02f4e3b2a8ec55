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
  private let user: UserID
  private let options: ScreenOptions
  private let channel: ChannelID?
  private let log: String
  private let inbox = Mutex<Inbox?>(nil)
  private let began = ContinuousClock.now

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  init(_ backends: Backends, user: UserID, options: ScreenOptions, channel: ChannelID?, log: String) {
    self.backends = backends
    self.user = user
    self.options = options
    self.channel = channel
    self.log = log
  }

  /// Asks the client to quit, from any thread.
  nonisolated func stop() {
    inbox.withLock { $0 }?.post(.input(.signal(SIGTERM)))
  }

  /// Runs the client until the user quits.
  func run() async throws {
    let hasCrowd = await ChatBackend.hasCrowd(backends)
    let screen = try TerminalScreen(
      options: TerminalOptions(mouse: options.mouse, handlesTermination: false, logPath: log))
    defer { screen.close() }
    let inbox = Inbox(waking: screen.wakePipe)
    self.inbox.withLock { $0 = inbox }
    let backend = try ChatBackend(backends, user: user, inbox: inbox)
    var state = ClientState(
      user: user, size: screen.size, ids: IDSource(session: Self.session()), opening: channel,
      hasCrowd: hasCrowd)
    backend.start()
    interact(&state, screen, backend, inbox)
    screen.close()
    await finish(&state, backend, inbox)
  }

  /// 128 random bits: no other run has them.
  private static func session() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
  }

  private func interact(
    _ state: inout ClientState, _ screen: TerminalScreen, _ backend: ChatBackend, _ inbox: Inbox
  ) {
    let theme = Self.theme(screen)
    var perform = Performer(screen: screen, backend: backend)
    var lastFrame = ContinuousClock.now - Self.frame
    var isDirty = true
    perform.all(state.update(.started, at: now()))
    while !perform.isQuitting {
      var isUrgent = false
      let frameDue = isDirty ? lastFrame + Self.frame : nil
      let tickDue = state.nextDeadline.map { began + $0 }
      for event in screen.wait(until: [frameDue, tickDue].compactMap(\.self).min()) where event != .woken {
        isUrgent = true
        perform.all(state.update(.input(event), at: now()))
      }
      for event in inbox.drain() {
        isDirty = true
        perform.all(state.update(event, at: now()))
      }
      if let tickDue, ContinuousClock.now >= tickDue {
        isDirty = true
        perform.all(state.update(.tick, at: now()))
      }
      if perform.wasSuspended {
        perform.wasSuspended = false
        isUrgent = true
        perform.all(state.update(.resumed, at: now()))
      }
      guard isUrgent || (isDirty && ContinuousClock.now >= lastFrame + Self.frame) else { continue }
      lastFrame = .now
      isDirty = draw(&state, screen, theme, &perform)
    }
  }

  /// Draws a frame and tells the state what was seen.
  /// - Returns: Whether that changed what is to be shown.
  private func draw(
    _ state: inout ClientState, _ screen: TerminalScreen, _ theme: Theme, _ perform: inout Performer
  ) -> Bool {
    let frame = state.view(theme)
    screen.render(frame.canvas)
    let before = state
    perform.all(state.update(.drawn(frame.visible), at: now()))
    return state != before
  }

  /// Waits a little for what is still on its way, so that the spool keeps only what Kafka really does not have.
  private func finish(_ state: inout ClientState, _ backend: ChatBackend, _ inbox: Inbox) async {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let isIdle = backend.isIdle
      for event in inbox.drain() {
        for case .saveSpool(let spool) in state.update(event, at: now()) {
          backend.perform(.saveSpool(spool))
        }
      }
      if isIdle || ContinuousClock.now > deadline { break }
      try? await Task.sleep(for: .milliseconds(10))
    }
    await backend.close()
  }

  private static func theme(_ screen: TerminalScreen) -> Theme {
    let theme: Theme = screen.colorMode == .none ? .monochrome : .dark
    return theme.with(screen.glyphs == .unicode ? .unicode : .ascii)
  }

  private func now() -> ClientTime {
    let wall = WallTime.now()
    return ClientTime(
      monotonic: ContinuousClock.now - began, wall: Timestamp(milliseconds: Int64(wall.milliseconds)),
      utcOffset: Self.utcOffset(at: wall.milliseconds / 1_000))
  }

  /// Seconds east of UTC at a moment, by the machine's time zone.
  private static func utcOffset(at seconds: Int) -> Int {
    var time = time_t(seconds)
    var local = tm()
    localtime_r(&time, &local)
    return local.tm_gmtoff
  }
}

/// Carries effects out: those of the screen itself, the others elsewhere.
private struct Performer {
  let screen: TerminalScreen
  let backend: ChatBackend
  var isQuitting = false
  var wasSuspended = false

  mutating func all(_ effects: [ClientEffect]) {
    for effect in effects { one(effect) }
  }

  private mutating func one(_ effect: ClientEffect) {
    switch effect {
    case .setTitle(let title): screen.setTitle(title)
    case .bell: screen.bell()
    case .redraw: screen.redraw()
    case .suspend:
      screen.suspend()
      wasSuspended = true
    case .quit: isQuitting = true
    default: backend.perform(effect)
    }
  }
}
