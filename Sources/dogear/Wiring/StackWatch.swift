import Lanes
import Service
import Stack

/// Starts a server of the stack again when it has ended by itself, on the same port and with the data it left.
///
/// Not at once: whoever pulls a plug wants to see what happens without the server.
struct StackWatch: Service {
  private let stack: Stack
  private let delay: Duration
  private let logger = Logger(label: "stack")

  init(_ stack: Stack, delay: Duration) {
    self.stack = stack
    self.delay = delay
  }

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        for await exit in stack.unexpectedExits {
          logger.error(
            "a server of the stack has ended; it will be started again",
            metadata: ["part": "\(exit.part.name)", "status": "\(exit.status)", "after": "\(delay)"])
          group.addTask { await restart(exit.part) }
        }
      }
      try await gracefulShutdown()
    }
  }

  /// Tries until it succeeds: a server may be killed while it starts, or its port be taken for a while.
  private func restart(_ part: StackPart) async {
    var backoff = Backoff(first: .seconds(1), most: .seconds(30))
    var pause = delay
    while (try? await Task.sleep(for: pause)) != nil {
      do {
        try await stack.restart(part)
        logger.notice("a server of the stack is back", metadata: ["part": "\(part.name)"])
        return
      } catch {
        // The stack is being stopped.
        if error.code == .notRunning || Task.isCancelled { return }
        pause = max(delay, backoff.next())
        logger.error(
          "a server could not be started again; that will be repeated",
          metadata: ["part": "\(part.name)", "error": "\(error)", "after": "\(pause)"])
      }
    }
  }
}
