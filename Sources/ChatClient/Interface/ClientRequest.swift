import ChatModel

/// Something the client asked for that can fail.
public enum ClientRequest: Hashable, Sendable {
  /// `ClientEffect.loadChannels`.
  case channels
  /// `ClientEffect.loadCounters`.
  case counters
  /// `ClientEffect.loadMessages`.
  case messages(ChannelID, ClosedRange<Seq>)
  /// `ClientEffect.loadPositions`.
  case positions(ChannelID)
  /// `ClientEffect.loadMembers`.
  case members(ChannelID)
  /// `ClientEffect.search`.
  case search(SearchQuery)
  /// `ClientEffect.setMuted`.
  case muted(Bool, ChannelID)
}
