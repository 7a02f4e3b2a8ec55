import CSystem
import Service

/// The client as a service: ends when the user quits, and quits when it is to end.
struct ChatService: Service {
  private enum Loop {
    case screen(ChatLoop)
    case linear(LinearLoop)
  }

  private let loop: Loop

  init(_ backends: Backends, _ options: ChatOptions) async throws {
    // One heap: with one for each of its few busy threads, a client takes some megabytes more.
    csystem_use_one_heap()
    loop =
      options.screen.linear
      ? .linear(LinearLoop(backends, options))
      : .screen(ChatLoop(backends, options, try options.screen.look()))
  }

  func run() async throws {
    try await withGracefulShutdownHandler {
      switch loop {
      case .screen(let loop): try await loop.run()
      case .linear(let loop): try await loop.run()
      }
    } onGracefulShutdown: { [loop] in
      switch loop {
      case .screen(let loop): loop.stop()
      case .linear(let loop): loop.stop()
      }
    }
  }
}
