import ChatModel

/// The time at which an event is handled: the client has no clock of its own.
public struct ClientTime: Hashable, Sendable {
  /// Since any fixed moment, never going back: what delays are measured with.
  public let monotonic: Duration
  /// The time of day.
  public let wall: Timestamp
  /// Seconds east of UTC, for the times on the screen.
  public let utcOffset: Int

  /// Creates a time.
  public init(monotonic: Duration, wall: Timestamp, utcOffset: Int = 0) {
    self.monotonic = monotonic
    self.wall = wall
    self.utcOffset = utcOffset
  }
}
