import Glibc
import Lanes
import Redis
import TestSupport

/// A server on a unix socket that does not speak Redis; it serves one client at a time.
actor FakeServer {
  /// What it does to each client once the client has sent something.
  enum Manner: Sendable {
    /// Sends these bytes, then reads until the client goes.
    case sends([UInt8])
    /// Sends these bytes, then closes.
    case sendsAndHangsUp([UInt8])
    /// Sends the first bytes once, and the second for as long as the client takes them.
    case floods([UInt8], [UInt8])
    /// Neither reads nor sends until the client goes.
    case ignores
  }

  nonisolated let endpoint: RedisEndpoint
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }
  private nonisolated let lane = Lane(name: "fake")
  private nonisolated let listener: Int32
  private let folder: TemporaryFolder

  init(folder: TemporaryFolder) throws {
    self.folder = folder
    let path = folder.path("fake.sock")
    endpoint = RedisEndpoint(socket: path)
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafeBytes(of: &address) { bytes -> Int32 in
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return -1 }
      return bind(listener, base, socklen_t(bytes.count))
    }
    guard status == 0, listen(listener, 16) == 0 else { throw TooLate(what: "listening on \(path)") }
  }

  /// Serves until `stop`.
  func serve(_ manner: Manner) {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { break }
      serve(client, manner)
      close(client)
    }
    close(listener)
  }

  /// Ends `serve`, once the present client is gone.
  nonisolated func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func serve(_ client: Int32, _ manner: Manner) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    if case .ignores = manner {
      var polled = pollfd(fd: client, events: 0, revents: 0)
      _ = uninterrupted { poll(&polled, 1, 10_000) }
      return
    }
    guard uninterrupted({ read(client, &bytes, bytes.count) }) > 0 else { return }
    switch manner {
    case .sends(let reply):
      _ = put(reply, client)
      while uninterrupted({ read(client, &bytes, bytes.count) }) > 0 {}
    case .sendsAndHangsUp(let reply): _ = put(reply, client)
    case .floods(let first, let again):
      guard put(first, client) else { return }
      while put(again, client) {}
    case .ignores: break
    }
  }

  private func put(_ bytes: [UInt8], _ client: Int32) -> Bool {
    send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }
}

/// Runs `body` with a fake server, and ends it afterwards, whatever happened.
func withFakeServer(
  _ manner: FakeServer.Manner, isolation: isolated (any Actor)? = #isolation,
  _ body: (RedisEndpoint) async throws -> Void
) async throws {
  let server = try FakeServer(folder: TemporaryFolder())
  let serving = Task { await server.serve(manner) }
  do {
    try await body(server.endpoint)
  } catch {
    server.stop()
    throw error
  }
  server.stop()
  await serving.value
}
