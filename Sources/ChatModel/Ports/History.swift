/// Port: what a client reads from the database.
public protocol History: Sendable {
  /// The channels that a user is a member of, in order of their ids.
  func channels(of user: UserID) async throws -> [ChannelInfo]

  /// The stored messages with these seqs, in order. Seqs have no gaps, so fewer come only beyond the ends.
  func messages(in channel: ChannelID, seqs: ClosedRange<Seq>) async throws -> [Message]

  /// Messages of the user's channels, or of one, that contain all words of `query`, newest first, at most `most`.
  ///
  /// The last word may be the beginning of one, as it is while somebody types: see `SearchWords`. A query without a
  /// letter or a digit finds nothing.
  func search(_ query: String, by user: UserID, in channel: ChannelID?, most: Int) async throws -> [Message]

  /// The read positions of a channel's members, for "seen by"; empty for a channel of more than
  /// `ChannelInfo.mostSeenBy` members.
  func readPositions(in channel: ChannelID) async throws -> [UserID: Seq]

  /// The handles of a channel's members, in order, at most `most`.
  func memberNames(of channel: ChannelID, most: Int) async throws -> [UserID]

  /// Sets whether a channel is muted for a user.
  func setMuted(_ muted: Bool, _ key: UserChannel) async throws
}
