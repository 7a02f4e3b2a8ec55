import ChatClient
import Glibc
import Lanes
import Synchronization

/// The thread of a client of lines; between two events it sleeps without a time limit.
actor LinearLoop {
  /// How long the acknowledgements of the last receipts, and a reader of the output, are waited for at the end.
  private static let patience: Duration = .seconds(2)

  private struct Link {
    var inbox: Inbox?
    var isStopped = false
  }

  private let lane = Lane(name: "lines")
  private let backends: Backends
  private let options: ChatOptions
  private let link = Mutex(Link())

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  init(_ backends: Backends, _ options: ChatOptions) {
    self.backends = backends
    self.options = options
  }

  /// Asks the client to quit, from any thread.
  nonisolated func stop() {
    link.withLock { link in
      link.isStopped = true
      link.inbox?.post(.input(.signal(SIGTERM)))
    }
  }

  /// Runs the client until the user quits, the input ends, or nobody reads the output.
  /// - Throws: What it has not done of what it was told to.
  func run() async throws {
    let pipe = try WakePipe()
    let inbox = Inbox(waking: pipe)
    link.withLock { link in
      link.inbox = inbox
      if link.isStopped { inbox.post(.input(.signal(SIGTERM))) }
    }
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
