import Synchronization

/// Hands events from the subscriber's thread to one asynchronous reader.
final class EventQueue: Sendable {
  private struct State {
    var buffer: EventBuffer
    var reader: CheckedContinuation<RedisSubscriber.Event?, Never>?
    var isFinished = false
  }

  private let state: Mutex<State>

  init(capacity: Int) {
    state = Mutex(State(buffer: EventBuffer(capacity: capacity)))
  }

  /// Adds an event; after `finish` it is dropped.
  func put(_ event: RedisSubscriber.Event) {
    let reader = state.withLock { state -> CheckedContinuation<RedisSubscriber.Event?, Never>? in
      guard !state.isFinished else { return nil }
      guard let reader = state.reader.take() else {
        state.buffer.append(event)
        return nil
      }
      return reader
    }
    reader?.resume(returning: event)
  }

  /// The next event, or `nil` after the last.
  ///
  /// A second reader at the same time ends the first one's wait with `nil`.
  func next() async -> RedisSubscriber.Event? {
    await withCheckedContinuation { reader in
      let (displaced, event, isReady) = state.withLock { state in
        if let event = state.buffer.popFirst() {
          return (nil as Reader?, event as RedisSubscriber.Event?, true)
        }
        if state.isFinished { return (nil, nil, true) }
        let displaced = state.reader
        state.reader = reader
        return (displaced, nil, false)
      }
      displaced?.resume(returning: nil)
      if isReady { reader.resume(returning: event) }
    }
  }

  /// Ends the stream after the events that wait.
  func finish() {
    let reader = state.withLock { state in
      state.isFinished = true
      return state.reader.take()
    }
    reader?.resume(returning: nil)
  }

  private typealias Reader = CheckedContinuation<RedisSubscriber.Event?, Never>
}
