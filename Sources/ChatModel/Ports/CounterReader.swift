/// Port: what clients and verification read.
public protocol CounterReader: Sendable {
  /// The counters of a user in all channels, or in `channels`, in one round trip. Own messages and mentions that are
  /// already read may be missing.
  /// - Throws: `CountersNotBuilt` while the user's bucket is being rebuilt.
  func counters(of user: UserID, in channels: [ChannelID]?) async throws -> [ChannelID: Unread]

  /// The counters of all these users, in one round trip; see above.
  func counters(of users: [UserID]) async throws -> [UserChannel: Unread]
}
