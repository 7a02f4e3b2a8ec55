import Glibc
import Lanes
import Redis
import TestSupport

/// A `redis-server` of this test's own, on a unix socket, and on a TCP port if one is given.
///
/// Its parent-death signal belongs to the thread that starts it, so that is a thread that never ends.
actor RealServer {
  nonisolated let endpoint: RedisEndpoint
  nonisolated var unownedExecutor: UnownedSerialExecutor { Self.lane.asUnownedSerialExecutor() }

  private static let lane = Lane(name: "servers")
  private let arguments: [String]
  private let folder: TemporaryFolder
  private var process: pid_t = 0

  init(folder: TemporaryFolder, port: Int, arguments: [String]) {
    self.folder = folder
    endpoint = RedisEndpoint(socket: folder.path("redis.sock"))
    self.arguments =
      ["setpriv", "--pdeathsig", "KILL", "redis-server", "--port", String(port), "--bind", "127.0.0.1"]
      + ["--unixsocket", folder.path("redis.sock"), "--dir", folder.path, "--logfile", folder.path("log")]
      + ["--save", "", "--appendonly", "no"] + arguments
  }

  /// Starts the server if it does not run.
  func start() throws {
    guard process == 0 else { return }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let status = posix_spawnp(&process, "setpriv", nil, nil, &words, environ)
    guard status == 0 else {
      throw TooLate(what: "starting redis-server: \(String(cString: strerror(status)))")
    }
  }

  /// Ends the server with no chance to say goodbye.
  func kill() {
    guard process != 0 else { return }
    Glibc.kill(process, SIGKILL)
    waitpid(process, nil, 0)
    process = 0
  }

  /// Stops the process without ending it: to its clients it is a peer that went silent.
  func freeze() {
    Glibc.kill(process, SIGSTOP)
  }

  /// Returns once the server answers, if only to ask for a password.
  nonisolated func awaitAnswer() async throws {
    let probe = RedisConnection(endpoint, name: "probe")
    try await eventually("an answer of redis-server") {
      switch await redisError({ _ = try await probe.send(["PING"]) })?.code {
      case nil, .server("NOAUTH"): true
      default: false
      }
    }
    await probe.close()
  }
}

/// Runs `body` with a server that answers, and ends the server afterwards, whatever happened.
func withRedis(
  port: Int = 0, arguments: [String] = [], isolation: isolated (any Actor)? = #isolation,
  _ body: (RealServer) async throws -> Void
) async throws {
  let server = RealServer(folder: try TemporaryFolder(), port: port, arguments: arguments)
  do {
    try await server.start()
    try await server.awaitAnswer()
    try await body(server)
  } catch {
    await server.kill()
    throw error
  }
  await server.kill()
}
