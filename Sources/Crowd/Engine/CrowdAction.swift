import ChatModel

/// What somebody in the crowd does.
public enum CrowdAction: Hashable, Sendable {
  /// Says something.
  case post(MessageEvent)
  /// Has read up to a message.
  case read(ReceiptEvent)
  /// Is seen typing, a moment before saying something.
  case typing(UserChannel)
}
