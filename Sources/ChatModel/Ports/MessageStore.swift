/// Port: where messages are numbered and kept.
public protocol MessageStore: MemberLists {
  /// Numbers and stores a batch in one transaction.
  ///
  /// Locks the rows of the batch's channels in order, reads the facts, calls `decide` once per attempt, writes what it
  /// decided, raises the heads, and joins each author's own messages into what the author has read.
  func number(
    _ batch: [IncomingMessage],
    decide: @escaping @Sendable ([IncomingMessage], NumberingFacts) -> NumberingPlan
  ) async throws -> NumberingOutcome
}

/// Port: who is in which channel.
public protocol MemberLists: Sendable {
  /// All members of a channel with their join floors, and the version of the list.
  func members(of channel: ChannelID) async throws -> MemberList

  /// The versions of the lists of those channels that exist.
  func memberVersions(of channels: [ChannelID]) async throws -> [ChannelID: Int64]
}
