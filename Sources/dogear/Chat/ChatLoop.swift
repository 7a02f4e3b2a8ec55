import ChatClient
import Lanes
import Terminal

/// The thread of a client on a screen, from taking over the terminal to giving it back.
actor ChatLoop {
  private let lane = Lane(name: "screen")
  private let backends: Backends
  private let options: ChatOptions
  private let look: Look
  private let given: (any ChatScreen & Sendable)?
  private let quitSwitch = QuitSwitch()

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// - Parameter screen: What to show the client on; else what the options ask for.
  init(
    _ backends: Backends, _ options: ChatOptions, _ look: Look, on screen: (any ChatScreen & Sendable)? = nil
  ) {
    self.backends = backends
    self.options = options
    self.look = look
    given = screen
  }

  /// Asks the client to quit, from any thread.
  nonisolated func stop() { quitSwitch.quit() }

  /// Runs the client until the user quits, or the script ends.
  func run() async throws {
    let (screen, theme) = try openScreen()
    defer { screen.close() }
    let inbox = Inbox(waking: screen.wakePipe)
    quitSwitch.connect(to: inbox)
    let backend = try ChatBackend(backends, user: options.user, inbox: inbox)
    var session = try ChatSession(options, look, on: screen, theme: theme, backend: backend, inbox: inbox)
    try await session.runToEnd(backend) { screen.close() }
  }

  private func openScreen() throws -> (any ChatScreen, Theme) {
    if let given { return (given, look.headless) }
    if let size = try options.script.headlessSize() {
      return (try HeadlessScreen(size: size), look.headless)
    }
    let terminal = try TerminalScreen(
      options: TerminalOptions(mouse: options.screen.mouse, handlesTermination: false, logPath: options.log)
    )
    return (terminal, look.theme(for: terminal))
  }
}

/// The thread of a client of lines; between two events it sleeps without a time limit.
actor LinearLoop {
  private let lane = Lane(name: "lines")
  private let backends: Backends
  private let options: ChatOptions
  private let quitSwitch = QuitSwitch()

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  init(_ backends: Backends, _ options: ChatOptions) {
    self.backends = backends
    self.options = options
  }

  /// Asks the client to quit, from any thread.
  nonisolated func stop() { quitSwitch.quit() }

  /// Runs the client until the user quits, the input ends, or nobody reads the output.
  /// - Throws: What it has not done of what it was told to.
  func run() async throws {
    let pipe = try WakePipe()
    let inbox = Inbox(waking: pipe)
    quitSwitch.connect(to: inbox)
    let backend = try ChatBackend(backends, user: options.user, inbox: inbox)
    var session = LinearSession(options, backend: backend, inbox: inbox, pipe: pipe)
    try await session.runToEnd(backend)
  }
}
