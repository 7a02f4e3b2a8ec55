// What clients ask of the database, and of each other.

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

  /// The public channels in order, at most `ChannelSummary.most`, as `user` sees them.
  func publicChannels(for user: UserID) async throws -> [ChannelSummary]
  /// How often a user has come to a channel and left it; 0 if never.
  func turn(of key: UserChannel) async throws -> Int64
  /// Sets what in a channel calls for a user.
  func setAttention(_ attention: Attention, _ key: UserChannel) async throws
  /// Sets whether `@channel` counts as a mention of a user.
  func setHearsEveryone(_ hears: Bool, _ key: UserChannel) async throws
  /// Sets whether others see what a user has read, in one channel, or in all there are and will be.
  func setHidesReads(_ hides: Bool, _ user: UserID, in channel: ChannelID?) async throws
  /// Who has read a message, as far as they let others see: how many of how many members, and the first of them in order.
  func readers(of seq: Seq, in channel: ChannelID) async throws -> ReadBy
}

/// Who has read a message.
public struct ReadBy: Hashable, Sendable {
  /// How many have, its author included.
  public let count: Int
  /// Of how many members.
  public let members: Int
  /// The first of those who have, in order, at most `most`.
  public let names: [UserID]

  /// The most that are named.
  public static let most = 500

  /// Creates an answer.
  public init(count: Int, members: Int, names: [UserID]) {
    self.count = count
    self.members = members
    self.names = names
  }
}

/// Port: who exists and who is where.
///
/// Written for throwaway worlds (`dogear demo`, `dogear faults`, tests) and by `dogear user add`: what people do to
/// channels are events.
public protocol Directory: Sendable {
  /// Adds users, channels and memberships; what exists already stays as it is.
  ///
  /// A membership's join floor is the channel's head at that moment.
  func add(users: [UserID], channels: [NewChannel], memberships: [UserChannel]) async throws
}

/// Port: who is online, from one terminal's view.
///
/// A user may be at several terminals and is online while at least one of them says so. Nothing of it is ever stored in the
/// database, and all of it is gone soon after it is no longer repeated.
public protocol Presence: Sendable {
  /// Says that `user` is online at this terminal for `duration`, unless it is said again, and tells those who watch.
  func announce(_ user: UserID, for duration: Duration) async throws

  /// Takes that back. Those who watch are told that the user left, unless another terminal keeps the user online.
  func withdraw(_ user: UserID) async throws

  /// Those of `users` who are online at any terminal, in one round trip.
  func online(of users: [UserID]) async throws -> Set<UserID>
}
