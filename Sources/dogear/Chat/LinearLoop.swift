import ChatClient
import Lanes

/// The thread of a client of lines; between two events it sleeps without a time limit.
actor LinearLoop {
  /// How long the acknowledgements of the last receipts, and a reader of the output, are waited for at the end.
  private static let patience: Duration = .seconds(2)

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
    backend.start()
    session.run()
    let deadline = ContinuousClock.now + Self.patience
    while !session.settle(), ContinuousClock.now < deadline {
      try? await Task.sleep(for: .milliseconds(10))
    }
    await backend.close()
    try session.finish()
  }
}
