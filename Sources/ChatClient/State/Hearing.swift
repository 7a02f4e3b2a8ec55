import ChatModel

/// What of the notices is heard, and so what has to be read.
///
/// A start reads everything once, and the counters after their channels' topics are listened to. First the channels: only
/// they name the topics. What is said until those are heard is in the counters' heads, so the channels have to be read
/// again only where the counters cannot be.
struct Hearing: Equatable, Sendable {
  private var isOn = false
  private var wasLost = false
  /// Whether the counters are read as soon as the topics asked for are listened to.
  private var isAwaited = false
  /// Whether messages may have been missed since the channels were read.
  private(set) var mayLackHeads = false

  /// All topics are listened to.
  /// - Parameter hasChannels: Whether the channels were read before.
  /// - Returns: Whether nothing was heard for a while, so that channels may have come and gone as well.
  mutating func began(hasChannels: Bool) -> Bool {
    defer { wasLost = false }
    isOn = true
    isAwaited = false
    mayLackHeads = hasChannels
    return wasLost
  }

  /// Nothing is heard any more.
  /// - Returns: Whether the counters have waited for topics.
  mutating func ended() -> Bool {
    defer { isAwaited = false }
    isOn = false
    wasLost = true
    return isAwaited
  }

  /// Topics are asked for.
  /// - Returns: Whether it will be said that they are listened to, or that nothing is: the counters wait for that.
  mutating func awaits(_ topics: [NoticeTopic]) -> Bool {
    isAwaited = isOn && !topics.isEmpty
    return isAwaited
  }

  /// The channels are being read, with their heads.
  mutating func readsChannels() {
    mayLackHeads = false
  }
}
