import Lanes

/// A subscription to any number of channels, which keeps itself alive.
///
/// It has its own connection and thread, connects at once, and after a loss again and again, with backoff. A
/// peer that is silent for 30 seconds is asked with PING; an idle subscriber so wakes up twice in that time.
/// It closes itself when it is released.
public final class RedisSubscriber: Sendable {
  /// What happens, for a single reader.
  ///
  /// Bounded: when more events wait than the capacity, or messages of more than 16 MiB, the messages are
  /// dropped and one `overflowed` takes their place. Cancelling the task that reads also closes the
  /// subscriber.
  public let events: AsyncStream<Event>
  private let state: SubscriberState

  /// Starts to connect.
  ///
  /// - Parameters:
  ///   - endpoint: The server.
  ///   - name: What `CLIENT LIST` shows, and the thread's name; characters that Redis refuses become `-`.
  ///   - backoff: The waits between tries; it starts over after each success.
  ///   - capacity: The most events that wait for the reader.
  ///   - timeout: The longest wait for the connection, and for an answer when there has to be one.
  ///   - idle: The silence after which the server is asked whether it is alive.
  ///   - replyLimit: The longest message in bytes.
  public init(
    _ endpoint: RedisEndpoint, name: String, backoff: Backoff = Backoff(), capacity: Int = 10_000,
    timeout: Duration = .seconds(5), idle: Duration = .seconds(30), replyLimit: Int = 64 << 20
  ) {
    let state = SubscriberState(capacity: capacity)
    self.state = state
    events = AsyncStream(unfolding: { await state.events.next() }, onCancel: { state.close() })
    let settings = SubscriberLoop.Settings(
      endpoint: endpoint, name: name, timeout: timeout, idle: idle, replyLimit: replyLimit)
    let loop = SubscriberLoop(settings, backoff: backoff, state: state)
    Task { await loop.run() }
  }

  deinit {
    state.close()
  }

  /// Adds channels to those wanted.
  ///
  /// Does not block; `connected` or `subscribed` says when the server has them. Names that Swift
  /// holds equal (canonically equivalent Unicode) are one channel.
  public func subscribe(_ channels: some Collection<String>) {
    state.ledger.withLock { $0.want(channels) }
    state.wake()
  }

  /// Removes channels from those wanted, without blocking.
  public func unsubscribe(_ channels: some Collection<String>) {
    state.ledger.withLock { $0.unwant(channels) }
    state.wake()
  }

  /// Ends the thread, and the stream after the events that wait.
  ///
  /// Does not block; the thread ends within `timeout` if it is just connecting. May be called again.
  public func close() {
    state.close()
  }
}

extension RedisSubscriber {
  /// What a reader of `events` learns, in order.
  public enum Event: Sendable, Equatable {
    /// Every channel wanted is subscribed, and the server has acknowledged it: from here on no message is
    /// missed. What happened before is unknown, so read everything again.
    case connected
    /// The connection is lost, or the first one failed. Comes once an outage, however many tries fail.
    case disconnected(RedisError)
    /// Someone has published. Messages of one channel come in order. They may still come shortly after
    /// `unsubscribe`.
    case message(channel: String, payload: [UInt8])
    /// Channels that were added after `connected` are now acknowledged, all that were wanted. Adding one that
    /// was already wanted says nothing.
    case subscribed([String])
    /// The reader was too slow, and messages were dropped: read everything again.
    case overflowed
  }
}
