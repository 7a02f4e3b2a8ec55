import Canvas
import Glibc
import Lanes

extension TerminalScreen {
  /// Waits for events; blocks this thread, and does not wake up for anything else.
  /// - Parameter timeout: When to give up; nil waits for ever.
  /// - Returns: At least one event, or none if the time is over.
  public func wait(for timeout: Duration? = nil) -> [InputEvent] {
    let deadline = timeout.map { .sinceBoot + $0 }
    while input.events.isEmpty {
      poll(until: [deadline, input.flushAt].compactMap(\.self).min())
      if !input.events.isEmpty { break }
      let now = Duration.sinceBoot
      input.flush(now: now)
      if let deadline, now >= deadline { break }
    }
    return input.takeAll()
  }

  private func poll(until deadline: Duration?) {
    let inputEnd = input.hasEnded ? -1 : STDIN_FILENO
    var ready = [inputEnd, wakePipe.readEnd, signals.readEnd].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = Glibc.poll(&ready, 3, deadline.map { ($0 - .sinceBoot).pollMilliseconds } ?? -1)
    guard count > 0 else { return }
    if ready[2].revents != 0 { takeSignals() }
    if ready[0].revents != 0 { takeInput() }
    if ready[1].revents != 0 {
      wakePipe.drain()
      input.add(.woken)
    }
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
