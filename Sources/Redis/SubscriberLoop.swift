import Glibc
import Lanes

/// The subscriber's thread: connects, keeps the server's subscriptions equal to those wanted, and reads.
///
/// Its only job blocks the lane until the subscriber is closed.
actor SubscriberLoop {
  /// What does not change.
  struct Settings {
    let endpoint: RedisEndpoint
    let name: String
    let timeout: Duration
    let idle: Duration
    let replyLimit: Int
  }

  /// The most channels in one command: a few dozen KiB, so that messages come through in between.
  private static let channelsPerCommand = 1000

  private let lane: Lane
  private let settings: Settings
  private let state: SubscriberState
  private var backoff: Backoff
  private var pipe: WakePipe?
  private var isDown = false

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  init(_ settings: Settings, backoff: Backoff, state: SubscriberState) {
    self.settings = settings
    self.backoff = backoff
    self.state = state
    lane = Lane(name: settings.name)
  }

  /// Runs until the subscriber is closed.
  func run() {
    while !state.isClosed {
      do throws(RedisError) {
        try session(on: try wakePipe())
      } catch {
        lost(error)
      }
    }
  }

  /// One connection, from its opening to its loss.
  private func session(on pipe: WakePipe) throws(RedisError) {
    let socket = try RedisSocket.open(
      settings.endpoint, name: settings.name, timeout: settings.timeout, replyLimit: settings.replyLimit)
    state.ledger.withLock { $0.connected() }
    var watch = IdleWatch(idle: settings.idle, timeout: settings.timeout, now: .now)
    var isWriting = false
    while !state.isClosed {
      while let reply = try socket.nextReply() { try handle(PushMessage(reply)) }
      if !isWriting { isWriting = try appendChanges(to: socket, &watch) }
      report()
      let ready = try socket.wait(until: watch.deadline, writing: isWriting, wake: pipe)
      if ready.isReadable {
        try socket.fill()
        watch.heard(at: .now)
      }
      if ready.isWritable { isWriting = try !socket.flush() }
      switch watch.verdict(at: .now) {
      case .wait: break
      case .ask:
        try socket.append(["PING"])
        watch.asked(at: .now)
        isWriting = true
      case .dead:
        throw socket.failure(.timedOut, "no answer within \(settings.timeout); the connection seems dead")
      }
    }
  }

  /// - Returns: Whether there is something to write.
  private func appendChanges(to socket: RedisSocket, _ watch: inout IdleWatch) throws(RedisError) -> Bool {
    let commands = state.ledger.withLock { $0.nextCommands(limit: Self.channelsPerCommand) }
    for command in commands { try socket.append(command) }
    if !commands.isEmpty { watch.asked(at: .now) }
    return !commands.isEmpty
  }

  private func handle(_ push: PushMessage) throws(RedisError) {
    switch push {
    case .message(let channel, let payload):
      state.events.put(.message(channel: channel, payload: payload))
    case .acknowledged(let channel):
      guard state.ledger.withLock({ $0.acknowledge(channel) }) else {
        throw RedisError(
          .protocolViolation, "the server acknowledged a channel it was not asked for",
          attempted: "subscribing at \(settings.endpoint)")
      }
    case .pong: break
    }
  }

  private func report() {
    switch state.ledger.withLock({ $0.news() }) {
    case .complete:
      isDown = false
      backoff.succeeded()
      state.events.put(.connected)
    case .added(let channels): state.events.put(.subscribed(channels))
    case nil: break
    }
  }

  private func lost(_ error: RedisError) {
    state.ledger.withLock { $0.disconnected() }
    if !isDown { state.events.put(.disconnected(error)) }
    isDown = true
    let deadline = ContinuousClock.now + backoff.next()
    while !state.isClosed, ContinuousClock.now < deadline {
      var polled = pollfd(fd: pipe?.readEnd ?? -1, events: Int16(POLLIN), revents: 0)
      if poll(&polled, 1, deadline.pollTimeout) > 0 { pipe?.drain() }
    }
  }

  /// The pipe that ends a wait; a process out of descriptors gets it at a later try.
  private func wakePipe() throws(RedisError) -> WakePipe {
    if let pipe { return pipe }
    do throws(WakePipe.Unavailable) {
      let fresh = try WakePipe()
      pipe = fresh
      state.use(fresh)
      return fresh
    } catch {
      throw RedisError(.unreachable, error.description, attempted: "connecting to \(settings.endpoint)")
    }
  }
}
