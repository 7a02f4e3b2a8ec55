import Canvas
import Glibc

extension TerminalScreen {
  /// Waits for events; blocks this thread, and does not wake up for anything else.
  /// - Parameter deadline: When to give up; nil waits for ever.
  /// - Returns: At least one event, or none if the deadline has passed.
  public func wait(until deadline: ContinuousClock.Instant? = nil) -> [InputEvent] {
    while input.events.isEmpty {
      poll(until: [deadline, input.flushAt].compactMap(\.self).min())
      if !input.events.isEmpty { break }
      let now = ContinuousClock.now
      input.flush(now: now)
      if let deadline, now >= deadline { break }
    }
    return input.takeAll()
  }

  private func poll(until deadline: ContinuousClock.Instant?) {
    let inputEnd = input.hasEnded ? -1 : STDIN_FILENO
    var ready = [inputEnd, wakePipe.readEnd, signals.readEnd].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = Glibc.poll(&ready, 3, deadline.map { Self.milliseconds($0 - .now) } ?? -1)
    guard count > 0 else { return }
    if ready[2].revents != 0 { takeSignals() }
    if ready[0].revents != 0 { takeInput() }
    if ready[1].revents != 0 {
      wakePipe.drain()
      input.add(.woken)
    }
  }

  /// Rounded up, so that a deadline has passed when the poll returns; a day at most, and nothing for the past.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = min(max(.zero, duration), .seconds(86_400)).components
    return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  private func takeInput() {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4_096) { bytes in
      let count = read(STDIN_FILENO, bytes.baseAddress, bytes.count)
      if count > 0 {
        input.received(UnsafeBufferPointer(rebasing: bytes[..<count]))
      } else if count == 0 || errno != EINTR && errno != EAGAIN {
        input.end()
      }
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
