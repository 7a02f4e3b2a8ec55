import Synchronization

/// What a server sends on a connection that has subscribed.
enum PushMessage: Equatable {
  /// Someone has published.
  case message(channel: String, payload: [UInt8])
  /// The server has run SUBSCRIBE or UNSUBSCRIBE for this channel.
  case acknowledged(channel: String)
  /// The answer to PING.
  case pong

  /// Reads a reply.
  /// - Throws: `server` for an error, `protocolViolation` for all that does not belong here.
  init(_ value: RedisValue) throws(RedisError) {
    if value.string == "PONG" {
      self = .pong
      return
    }
    let parts = try value.checked("subscribing").array ?? []
    switch (parts.first?.string, parts.dropFirst().first?.string, parts.count) {
    case ("message", let channel?, 3):
      guard let payload = parts[2].bytes else { throw Self.violation }
      self = .message(channel: channel, payload: payload)
    case ("subscribe", let channel?, 3), ("unsubscribe", let channel?, 3):
      self = .acknowledged(channel: channel)
    case ("pong", _, 2):
      self = .pong
    default:
      throw Self.violation
    }
  }

  private static var violation: RedisError {
    RedisError(
      .protocolViolation, "the server sent what is no message", attempted: "reading from a subscription")
  }
}

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
