import ChatModel
import Service

/// The client as a service: ends when the user quits, and quits when it is to end.
struct ChatService: Service {
  private let loop: ChatLoop

  /// - Parameter log: Where a crash sends its reader.
  init(_ backends: Backends, user: UserID, options: ScreenOptions, channel: ChannelID? = nil, log: String)
    async throws
  {
    loop = ChatLoop(backends, user: user, options: options, channel: channel, log: log)
  }

  func run() async throws {
    try await withGracefulShutdownHandler {
      try await loop.run()
    } onGracefulShutdown: { [loop] in
      loop.stop()
    }
  }
}
