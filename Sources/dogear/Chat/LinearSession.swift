import ChatClient
import ChatModel
import Glibc
import Lanes
import Terminal

/// A client of lines between standard input, standard output and the services.
///
/// While output cannot be written no input is read, and what others do adds up in the client.
struct LinearSession: ClientSession {
  /// The least time between two pages that no input asked for.
  private static let frame: Duration = .milliseconds(50)
  private static let mostRead = 65_536

  private let backend: ChatBackend
  private let inbox: Inbox
  private let pipe: WakePipe
  private let ringsBell: Bool
  private let clock = ChatClock()
  private var client: LinearClient
  private var input = LineInput()
  private var output = LinearOutput()
  private var isQuitting = false
  private var isStale = true
  /// Whether it is printed at once.
  private var isUrgent = true
  private var printed = Duration.zero
  /// What the lines show that are being written.
  private var visible: Visible?

  init(_ options: ChatOptions, backend: ChatBackend, inbox: Inbox, pipe: WakePipe) {
    self.backend = backend
    self.inbox = inbox
    self.pipe = pipe
    ringsBell = options.screen.notifications.contains(.bell) && isatty(STDOUT_FILENO) == 1
    client = LinearClient(
      user: options.user, ids: .random(), opening: options.channel,
      isAttended: isatty(STDIN_FILENO) == 1, attention: options.screen.attention)
  }

  /// Runs until the user quits, the input ends, or nobody reads the output.
  mutating func run() {
    perform(client.update(.started, at: clock.now))
    while !isQuitting {
      print()
      wait()
      for event in inbox.drain() {
        isStale = true
        perform(client.update(event, at: clock.now))
      }
      if let due = client.nextDeadline, clock.monotonic >= due {
        isStale = true
        perform(client.update(.tick, at: clock.now))
      }
      if let due = client.nextPage, clock.monotonic >= due { isStale = true }
      if output.isClosed { perform(client.update(.input(.signal(SIGPIPE)), at: clock.now)) }
    }
  }

  /// Takes in what is still under way after the end.
  /// - Returns: Whether nothing is.
  mutating func settle() -> Bool {
    let isIdle = backend.isIdle
    for event in inbox.drain() {
      for effect in client.update(event, at: clock.now) {
        switch effect {
        case .saveSpool, .keep: backend.perform(effect)
        default: break
        }
      }
    }
    output.put(client.page(at: clock.now).lines)
    output.flush()
    return isIdle && output.isEmpty
  }

  /// - Throws: What was not done.
  func finish() throws {
    if let failure = output.failure { throw failure }
    if let words = client.shortfall { throw LinearShortfall(words: words) }
  }

  private mutating func print() {
    output.flush()
    if output.isEmpty, isStale, isUrgent || clock.monotonic >= printed + Self.frame {
      let page = client.page(at: clock.now)
      visible = page.visible
      printed = clock.monotonic
      isStale = false
      isUrgent = false
      output.put(page.lines)
      output.flush()
    }
    guard output.isEmpty, !output.isClosed, let visible else { return }
    self.visible = nil
    perform(client.update(.drawn(visible), at: clock.now))
    if client.hasMore {
      isStale = true
      isUrgent = true
    }
  }

  private mutating func wait() {
    guard !isQuitting else { return }
    var ready = [
      pollfd(fd: client.takesInput && output.isEmpty ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0),
      // Without events it still says that nobody reads.
      pollfd(fd: STDOUT_FILENO, events: output.isEmpty ? 0 : Int16(POLLOUT), revents: 0),
    ]
    let timeout = deadline.map { ($0 - clock.monotonic).pollMilliseconds } ?? -1
    guard poll(&ready, 3, timeout) > 0 else { return }
    if ready[1].revents != 0 { pipe.drain() }
    if ready[2].revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { output.close() }
    if ready[0].revents != 0 { takeInput() }
  }

  private var deadline: Duration? {
    let page = output.isEmpty ? client.nextPage : nil
    let frame = output.isEmpty && isStale ? printed + Self.frame : nil
    return [client.nextDeadline, page, frame].compactMap(\.self).min()
  }

  private mutating func takeInput() {
    var bytes = [UInt8](repeating: 0, count: Self.mostRead)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    let lines = count > 0 ? input.take(bytes.prefix(count)) : input.end()
    for line in lines { perform(client.enter(line, at: clock.now)) }
    if count <= 0 { perform(client.endInput(at: clock.now)) }
    isStale = true
    isUrgent = true
  }

  private mutating func perform(_ effects: [ClientEffect]) {
    for effect in effects {
      switch effect {
      case .quit: isQuitting = true
      case .alert: if ringsBell { output.ring() }
      default: backend.perform(effect)
      }
    }
  }
}

/// The client has not done all that it was told to.
struct LinearShortfall: Error, CustomStringConvertible {
  let words: String

  var description: String { words }
}
