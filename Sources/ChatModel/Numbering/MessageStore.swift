// Where events of channels become facts: in one transaction a batch is decided on and stored. What is decided
// follows from NumberingFacts alone, and is a NumberingPlan.

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
  /// All members of channels with their join floors, and the versions of the lists.
  ///
  /// One reply carries some `MemberList.mostAtOnce` members: a list is whole, but the later ones, by the channels' names, are
  /// left out and are to be asked for again. The first always comes; that of a channel that does not exist is empty.
  func memberLists(of channels: [ChannelID]) async throws -> [ChannelID: MemberList]

  /// The versions of the lists of those channels that exist.
  func memberVersions(of channels: [ChannelID]) async throws -> [ChannelID: Int64]
}

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

/// What was done with a batch.
public struct NumberingOutcome: Sendable {
  /// The plan that was carried out.
  public var plan: NumberingPlan
  /// What every author of the plan's messages has now read.
  public var reads: [UserChannel: ReadState]
  /// The version of the member list of each channel of the plan's messages.
  public var memberVersions: [ChannelID: Int64]

  /// Creates an outcome.
  public init(plan: NumberingPlan, reads: [UserChannel: ReadState], memberVersions: [ChannelID: Int64]) {
    self.plan = plan
    self.reads = reads
    self.memberVersions = memberVersions
  }
}

/// A member of a channel.
public struct Member: Hashable, Sendable {
  /// Who.
  public let user: UserID
  /// The head when the user joined.
  public let floor: Seq

  /// Creates a member.
  public init(user: UserID, floor: Seq) {
    self.user = user
    self.floor = floor
  }
}

/// The members of a channel.
public struct MemberList: Sendable {
  /// How many members are asked for at once, unless a single channel has more: some MB.
  public static let mostAtOnce = 20_000
  /// Rises with every change of the list.
  public var version: Int64
  /// In no particular order.
  public var members: [Member]

  /// Creates a list.
  public init(version: Int64, members: [Member]) {
    self.version = version
    self.members = members
  }
}
