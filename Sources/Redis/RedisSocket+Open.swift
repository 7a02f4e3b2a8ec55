import CHiredis
import Glibc

extension RedisSocket {
  /// Connects, logs in, selects the database, names the connection and runs `then`.
  ///
  /// Blocks the thread: for the look-up of the host name as long as the resolver takes, for all else at most
  /// `timeout` a step.
  /// - Throws: `unreachable`, `server` if the login or one of `then` is refused, or what an exchange throws.
  static func open(
    _ endpoint: RedisEndpoint, name: String, then: [RedisCommand] = [], timeout: Duration, replyLimit: Int
  ) throws(RedisError) -> RedisSocket {
    blockBrokenPipeSignal()
    let socket = try connect(endpoint, timeout: timeout, replyLimit: replyLimit)
    let commands = endpoint.handshake(name: name) + then
    for (command, reply) in zip(commands, try socket.exchange(commands, timeout: timeout)) {
      _ = try reply.checked("\(command) on connecting to \(endpoint)")
    }
    return socket
  }

  private static func connect(
    _ endpoint: RedisEndpoint, timeout: Duration, replyLimit: Int
  ) throws(RedisError) -> RedisSocket {
    let deadline = ContinuousClock.now + timeout
    guard let context = try start(endpoint) else {
      throw unreachable(endpoint, "out of memory")
    }
    guard context.pointee.err == 0 else {
      defer { redisFree(context) }
      throw unreachable(endpoint, context.pointee.message)
    }
    // Children that this process starts must not inherit, and so keep open, the connection.
    _ = fcntl(context.pointee.fd, F_SETFD, FD_CLOEXEC)
    let socket = RedisSocket(owning: context, endpoint: endpoint, replyLimit: replyLimit)
    while true {
      let ready = try socket.wait(until: deadline, writing: true)
      if ready.isReadable || ready.isWritable { break }
      guard ContinuousClock.now < deadline else { throw unreachable(endpoint, "no answer within \(timeout)") }
    }
    let code = socket.pendingError
    guard code == 0 else { throw unreachable(endpoint, String(cString: strerror(code))) }
    return socket
  }

  private static func start(_ endpoint: RedisEndpoint) throws(RedisError) -> UnsafeMutablePointer<
    redisContext
  >? {
    switch endpoint.address {
    case .tcp(let host, let port):
      guard (1...65535).contains(port) else {
        throw unreachable(endpoint, "a port is a number from 1 to 65535")
      }
      return redisConnectNonBlock(host, Int32(port))
    case .unix(let path):
      // hiredis would cut a longer path, and connect elsewhere: sockaddr_un has room for 107 bytes and a NUL.
      guard path.utf8.count <= 107 else {
        throw unreachable(endpoint, "a socket's path has at most 107 bytes")
      }
      return redisConnectUnixNonBlock(path)
    }
  }

  private static func unreachable(_ endpoint: RedisEndpoint, _ reason: String) -> RedisError {
    RedisError(.unreachable, "\(reason); is a server running there?", attempted: "connecting to \(endpoint)")
  }

  /// A write to a connection that the peer has closed must be an error, not the end of the process.
  private static func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
