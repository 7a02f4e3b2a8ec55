import ChatModel

/// Where the user was: a channel, and the place in it.
struct Place: Equatable, Sendable {
  /// The most places that are remembered.
  static let most = 50

  let channel: ChannelID
  /// The uppermost row, or nil at the newest message.
  let top: Anchor?
}
