import Lanes
import Synchronization

/// Messages from any thread to the thread that waits for a wake pipe.
public final class Mailbox<Message: Sendable>: Sendable {
  private struct State {
    var messages: [Message] = []
    var isOverflowing = false
  }

  private let state = Mutex(State())
  private let pipe: WakePipe
  private let limit: Int

  /// An empty mailbox.
  /// - Parameters:
  ///   - pipe: Woken when the first message comes in.
  ///   - limit: The most messages that wait.
  public init(waking pipe: WakePipe, limit: Int = 4_096) {
    self.pipe = pipe
    self.limit = limit
  }

  /// Adds a message and wakes the reader.
  /// - Parameter isNeeded: Whether it is added even if the mailbox is full.
  /// - Returns: False if the mailbox was full; the message is then dropped.
  @discardableResult
  public func post(_ message: Message, isNeeded: Bool = false) -> Bool {
    let count = state.withLock { state in
      if isNeeded || state.messages.count < limit { state.messages.append(message) } else { return 0 }
      return state.messages.count
    }
    if count == 1 { pipe.wake() }
    return count > 0
  }

  /// Adds a message, or, if the mailbox is full, `substitute` for it and for all that are dropped until it is drained.
  public func post(_ message: Message, orOnce substitute: Message) {
    guard !post(message) else { return }
    let isFirst = state.withLock { state in
      defer { state.isOverflowing = true }
      return !state.isOverflowing
    }
    if isFirst { post(substitute, isNeeded: true) }
  }

  /// Takes all messages, oldest first.
  public func drain() -> [Message] {
    state.withLock { state in
      defer { state = State() }
      return state.messages
    }
  }
}
