import ChatModel

/// When to tell a channel that the user is writing there: at the first key, then at most every three seconds.
struct TypingPulse: Equatable, Sendable {
  static let interval: Duration = .seconds(3)

  private var last: (channel: ChannelID, time: Duration)?

  /// The user has changed the text.
  /// - Returns: Whether others are to be told.
  mutating func typed(in channel: ChannelID, at now: Duration) -> Bool {
    if let last, last.channel == channel, now < last.time + Self.interval { return false }
    last = (channel, now)
    return true
  }

  /// The text is sent or taken back: the next key begins anew.
  mutating func stop() {
    last = nil
  }

  static func == (left: TypingPulse, right: TypingPulse) -> Bool {
    left.last?.channel == right.last?.channel && left.last?.time == right.last?.time
  }
}
