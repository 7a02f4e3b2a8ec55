import Canvas
import Glibc

extension TerminalScreen {
  /// Waits for events; blocks this thread, and does not wake up for anything else.
  /// - Parameter deadline: When to give up; nil waits for ever.
  /// - Returns: At least one event, or none if the deadline has passed.
  public func wait(until deadline: ContinuousClock.Instant? = nil) -> [InputEvent] {
    while input.events.isEmpty {
      let now = ContinuousClock.now
      poll(for: [deadline, input.flushAt].compactMap(\.self).min().map { max(.zero, $0 - now) })
      let later = ContinuousClock.now
      input.flush(now: later)
      if let deadline, later >= deadline { break }
    }
    return input.takeAll()
  }

  private func poll(for timeout: Duration?) {
    let inputEnd = input.hasEnded ? -1 : STDIN_FILENO
    var ready = [inputEnd, wakePipe.readEnd, signals.readEnd].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = Glibc.poll(&ready, 3, timeout.map(Self.milliseconds) ?? -1)
    guard count > 0 else { return }
    if ready[2].revents != 0 { takeSignals() }
    if ready[0].revents != 0 { takeInput() }
    if ready[1].revents != 0 {
      wakePipe.drain()
      input.add(.woken)
    }
  }

  /// Rounded up, so that a deadline has passed when the poll returns; a day at most.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = min(duration, .seconds(86_400)).components
    return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  private func takeInput() {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if count > 0 {
      input.received(bytes.prefix(count), now: .now)
    } else if count == 0 || errno != EINTR && errno != EAGAIN {
      input.end()
    }
  }

  private func takeSignals() {
    for signal in signals.drain() {
      switch signal {
      case SIGWINCH:
        takeSize()
        input.resized(to: size)
      case SIGTSTP: suspend()
      // Whatever ran meanwhile may have changed the modes and the screen.
      case SIGCONT: withSuspended {}
      default: input.add(.signal(signal))
      }
    }
  }
}
