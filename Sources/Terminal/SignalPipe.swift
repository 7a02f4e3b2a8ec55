import Glibc
import Synchronization

/// The end of the pipe that the handler writes to; -1 while there is none.
private let handlerEnd = Atomic<Int32>(-1)

/// Runs in a signal handler: only async-signal-safe calls.
private func deliver(_ signal: Int32) {
  let saved = errno
  var byte = UInt8(truncatingIfNeeded: signal)
  _ = write(handlerEnd.load(ordering: .relaxed), &byte, 1)
  errno = saved
}

/// Turns signals into bytes that a poll sees.
///
/// There is at most one at a time.
final class SignalPipe {
  /// The descriptor to poll for `POLLIN`.
  let readEnd: Int32
  private let writeEnd: Int32
  private var previous: [(signal: Int32, action: sigaction)] = []

  init(_ signals: [Int32]) throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .noPipe(code: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
    handlerEnd.store(writeEnd, ordering: .relaxed)
    for signal in signals { add(signal) }
  }

  /// Takes over one more signal.
  func add(_ signal: Int32) {
    previous.append((signal, Self.exchange(signal, Self.handled)))
  }

  /// Gives the signals back to who had them.
  deinit {
    for (signal, action) in previous.reversed() { _ = Self.exchange(signal, action) }
    handlerEnd.store(-1, ordering: .relaxed)
    close(readEnd)
    close(writeEnd)
  }

  /// The signals since the last call, in order.
  func drain() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(readEnd, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).map { Int32($0) }
  }

  /// Stops the process group as Control-Z does without a handler; returns when it goes on.
  ///
  /// The others of the group (a script that started the program) are stopped first, so that the shell takes over;
  /// `raise` then stops this process before it returns. The SIGCONT that ends the stop is not reported.
  func stop() {
    let stopped = Self.exchange(SIGTSTP, Self.action(SIG_IGN))
    let continued = Self.exchange(SIGCONT, Self.action(SIG_IGN))
    kill(0, SIGTSTP)
    _ = Self.exchange(SIGTSTP, Self.action(SIG_DFL))
    raise(SIGTSTP)
    _ = Self.exchange(SIGTSTP, stopped)
    _ = Self.exchange(SIGCONT, continued)
  }

  private static var handled: sigaction { action(deliver) }

  private static func action(_ handler: sighandler_t?) -> sigaction {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART
    return action
  }

  private static func exchange(_ signal: Int32, _ action: sigaction) -> sigaction {
    var action = action
    var previous = sigaction()
    sigaction(signal, &action, &previous)
    return previous
  }
}
