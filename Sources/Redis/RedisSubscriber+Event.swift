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
