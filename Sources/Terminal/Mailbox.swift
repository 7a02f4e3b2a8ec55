import Lanes
import Synchronization

/// Messages from any thread to the thread that waits for a wake pipe.
public final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
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
    let count = messages.withLock { messages in
      if isNeeded || messages.count < limit { messages.append(message) } else { return 0 }
      return messages.count
    }
    if count == 1 { pipe.wake() }
    return count > 0
  }

  /// Takes all messages, oldest first.
  public func drain() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
