import ChatClient
import Lanes
import Terminal

/// The thread of a client on a screen, from taking over the terminal to giving it back.
actor ChatLoop {
  /// How long the acknowledgements of the last receipts are waited for at the end; what is missing is spooled.
  private static let patience: Duration = .seconds(2)

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
    backend.start()
    session.run()
    screen.close()
    let deadline = ContinuousClock.now + Self.patience
    while !session.settle(), ContinuousClock.now < deadline {
      try? await Task.sleep(for: .milliseconds(10))
    }
    await backend.close()
    try session.finish()
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
