import ChatModel

/// What is searched for.
public struct SearchQuery: Hashable, Sendable {
  /// All of these are in the messages found; the last one may be a word's beginning.
  public let words: String
  /// Where; nil in all channels of the user.
  public let channel: ChannelID?

  /// The most messages that are asked for.
  public static let most = 100
}
