import CSystem
import Service

/// The client as a service: ends when the user quits, and quits when it is to end.
struct ChatService: Service {
  private let loop: ChatLoop

  init(_ backends: Backends, _ options: ChatOptions) async throws {
    // One heap: with one for each of its few busy threads, a client takes some megabytes more.
    csystem_use_one_heap()
    loop = ChatLoop(backends, options, try options.screen.look())
  }

  func run() async throws {
    try await withGracefulShutdownHandler {
      try await loop.run()
    } onGracefulShutdown: { [loop] in
      loop.stop()
    }
  }
}
