import Glibc

/// The signals that arrive while the sequence is in use.
///
/// The process's own reaction is suspended meanwhile and comes back after the last sequence for a signal has gone.
/// Several sequences may trap the same signal; each gets it. Iterate each sequence once. System calls that a signal
/// interrupts restart where the system allows it; `poll` never does and returns `EINTR`.
public struct UnixSignalsSequence: AsyncSequence, Sendable {
  private let stream: AsyncStream<UnixSignal>
  private let subscription: SignalHub.Subscription

  /// Begins to trap the signals.
  /// - Throws: `UnixSignalsSequence.Unavailable` when a signal cannot be trapped.
  public init(trapping signals: UnixSignal...) throws(Unavailable) {
    try self.init(trapping: signals)
  }

  /// Begins to trap the signals.
  /// - Throws: `UnixSignalsSequence.Unavailable` when a signal cannot be trapped.
  public init(trapping signals: [UnixSignal]) throws(Unavailable) {
    let (stream, continuation) = AsyncStream.makeStream(of: UnixSignal.self)
    self.stream = stream
    subscription = try SignalHub.shared.subscribe(to: signals, continuation)
  }

  /// Stops trapping and ends the sequence; what has arrived can still be read.
  public func stop() {
    subscription.end()
  }

  /// Starts the iteration.
  public func makeAsyncIterator() -> Iterator {
    Iterator(base: stream.makeAsyncIterator(), subscription: subscription)
  }

  /// Delivers the signals; the trap lasts at least as long as the iterator.
  public struct Iterator: AsyncIteratorProtocol {
    var base: AsyncStream<UnixSignal>.Iterator
    let subscription: SignalHub.Subscription

    /// The next signal; `nil` after `stop()` or cancellation.
    public mutating func next() async -> UnixSignal? {
      await base.next()
    }
  }
}

extension UnixSignalsSequence {
  /// A signal could not be trapped.
  public struct Unavailable: Error, CustomStringConvertible {
    /// What was attempted.
    public let attempt: String
    /// The value of `errno`.
    public let code: Int32

    /// A sentence for the log.
    public var description: String { "cannot \(attempt): \(String(cString: strerror(code)))" }
  }
}
