/// A message event and the time of its record.
public struct IncomingMessage: Hashable, Sendable {
  /// What was sent.
  public let event: MessageEvent
  /// When.
  public let sentAt: Timestamp

  /// Creates a pair.
  public init(event: MessageEvent, sentAt: Timestamp) {
    self.event = event
    self.sentAt = sentAt
  }
}
