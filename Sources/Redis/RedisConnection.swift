import Lanes

/// A connection to one Redis server, for commands in pipelines.
///
/// It connects at its first use and, after it was lost, again at the next. A call that failed is never
/// repeated by itself, for its commands may have run. Calls are served one after the other, each on the
/// connection's own thread.
public actor RedisConnection {
  /// The server.
  public nonisolated let endpoint: RedisEndpoint
  private let lane: Lane
  private let name: String
  private let timeout: Duration
  private let onConnect: [RedisCommand]
  private let replyLimit: Int
  private var socket: RedisSocket?
  private var connects = 0
  private var isClosed = false

  /// The thread on which the C library waits.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// Creates a connection that has not connected yet.
  ///
  /// - Parameters:
  ///   - endpoint: The server.
  ///   - name: What `CLIENT LIST` shows, and the thread's name; characters that Redis refuses become `-`.
  ///   - timeout: The longest wait for the connection, for the next reply, and for 64 KiB to be written.
  ///   - onConnect: Commands to run after each connect; if one is refused, the connect has failed.
  ///   - replyLimit: The longest reply in bytes, 64 MiB unless told; it bounds what a mad server can cost.
  public init(
    _ endpoint: RedisEndpoint, name: String, timeout: Duration = .seconds(5), onConnect: [RedisCommand] = [],
    replyLimit: Int = 64 << 20
  ) {
    self.endpoint = endpoint
    self.name = name
    self.timeout = timeout
    self.onConnect = onConnect
    self.replyLimit = replyLimit
    lane = Lane(name: name)
  }

  /// Sends all commands, then returns all replies in the same order: one round trip.
  ///
  /// A command that the server refuses has an `error` in its place, and the others run all the same. Memory:
  /// the replies, and 64 KiB of commands at a time. No commands are no round trip.
  /// - Throws: `RedisError` if not all replies came. Unless its code is `unreachable`, `emptyCommand` or
  ///   `closed`, some or all of the commands may have run.
  public func pipeline(_ commands: [RedisCommand]) throws(RedisError) -> [RedisValue] {
    guard !commands.isEmpty else { return [] }
    if let command = commands.first(where: \.isEmpty) {
      throw RedisError(.emptyCommand, "a command needs at least a name", attempted: "sending '\(command)'")
    }
    let socket = try connected(for: commands)
    do throws(RedisError) {
      return try socket.exchange(commands, timeout: timeout)
    } catch {
      self.socket = nil
      throw error
    }
  }

  /// As `pipeline`, and tells which connection answered: how often this has connected so far.
  ///
  /// A caller that keeps knowledge about the server (loaded functions, a cache) has to check it again when that rises.
  /// - Throws: as `pipeline`.
  public func exchange(
    _ commands: [RedisCommand]
  ) throws(RedisError) -> (replies: [RedisValue], generation: Int) {
    (try pipeline(commands), connects)
  }

  /// Sends one command and returns its reply.
  /// - Throws: as `pipeline`, and `RedisError` with the code `server` if the server refuses.
  public func send(_ command: RedisCommand) throws(RedisError) -> RedisValue {
    let replies = try pipeline([command])
    return try (replies.first ?? .null).checked("\(command) at \(endpoint)")
  }

  /// How often this has connected: 0 before the first use, and one more after each reconnect.
  ///
  /// A caller that keeps knowledge about the server (loaded functions, a cache) has to check it again when
  /// this rises.
  public func generation() -> Int { connects }

  /// Closes the connection after the calls before; all later ones throw `closed`.
  ///
  /// May be called again.
  public func close() {
    isClosed = true
    socket = nil
  }

  /// The socket, newly opened if there is none or the server has hung up since the last call: nothing was
  /// sent on it then, so nothing can run twice.
  private func connected(for commands: [RedisCommand]) throws(RedisError) -> RedisSocket {
    guard !isClosed else {
      let attempted = "\(commands.first?.description ?? "nothing") at \(endpoint)"
      throw RedisError(.closed, "the connection was closed", attempted: attempted)
    }
    if let socket, socket.isQuiet { return socket }
    socket = nil
    let fresh = try RedisSocket.open(
      endpoint, name: name, then: onConnect, timeout: timeout, replyLimit: replyLimit)
    socket = fresh
    connects += 1
    return fresh
  }
}
