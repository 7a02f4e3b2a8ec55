/// Port: where read positions are kept, the truth that counts are computed from.
///
/// A batch of receipts is judged in two halves. What a receipt says of its channel is checked by what is known of the
/// channel, which only rises: a receipt at or below a head that was ever seen is valid for good, so the server need not
/// ask again. Whether the user is a member is seen by the write itself: every membership has a row of its own from the
/// moment of joining on, so a receipt without a row is a stranger's.
public protocol ReceiptStore: Sendable {
  /// What is known of those of `channels` that exist; linear in them.
  func facts(of channels: Set<ChannelID>) async throws -> KnownChannels

  /// Joins coalesced receipts into the read positions with one statement, in their order.
  ///
  /// A stored value that is newer stays, so a repeat writes nothing.
  /// - Parameters:
  ///   - reads: In order of their keys, so that no two writers can deadlock, and each key once.
  ///   - age: How old the database was of which the channels were known by which they were judged.
  /// - Throws: `DatabaseGoneBack` if it is younger now: nothing is stored then.
  func record(_ reads: [CoalescedReceipts], judgedAt age: Int64) async throws -> ReceiptOutcome

  /// Those of `keys` whose users do not want others to see what they have read.
  func hiding(among keys: [UserChannel]) async throws -> Set<UserChannel>
}

/// What must be known of a channel to judge receipts.
public struct ChannelFacts: Hashable, Sendable {
  /// The head when it was asked for.
  ///
  /// It only rises: what is at or below it is valid for good, and only what is above it must be asked for again.
  public var head: Seq
  /// How many members there were.
  public var memberCount: Int

  /// Creates facts.
  public init(head: Seq, memberCount: Int) {
    self.head = head
    self.memberCount = memberCount
  }

  /// Whether the channel is small enough to tell its members who has read what.
  public var tellsSeenBy: Bool { memberCount <= ChannelInfo.mostSeenBy }
}

/// What is known of channels, and of how old a database (see `DatabaseAge`).
public struct KnownChannels: Sendable, Equatable {
  /// By channel; of those that do not exist there is nothing.
  public private(set) var facts: [ChannelID: ChannelFacts]
  /// The age of the database when it was asked last; 0 if it never was.
  public private(set) var age: Int64

  /// Creates what a database says; of nothing by default.
  public init(_ facts: [ChannelID: ChannelFacts] = [:], age: Int64 = 0) {
    self.facts = facts
    self.age = age
  }

  /// Adds what the database said later.
  ///
  /// - Returns: Whether that was the same one: if it is younger than it was, it has gone back, and nothing else is known
  ///   of it.
  public mutating func learn(_ later: KnownChannels) -> Bool {
    guard !later.facts.isEmpty else { return true }
    guard later.age >= age else {
      self = later
      return false
    }
    facts.merge(later.facts) { $1 }
    age = later.age
    return true
  }
}

/// The database is younger than it was when receipts were judged, as after a restore: they are to be judged anew.
public struct DatabaseGoneBack: Error, Hashable, Sendable, CustomStringConvertible {
  /// How old it was.
  public let known: Int64
  /// How old it is.
  public let found: Int64

  /// Creates the error.
  public init(known: Int64, found: Int64) {
    self.known = known
    self.found = found
  }

  /// A sentence for the log.
  public var description: String {
    "the database has gone back, as after a restore: it was \(known) ticks old, and is \(found)"
  }
}

/// All valid receipts of a batch for one (user, channel), as the one join that they come to.
public struct CoalescedReceipts: Hashable, Sendable {
  /// Who, and where.
  public var key: UserChannel
  /// What to join.
  public var state: ReadState
  /// Whether all of them say which epoch they are of.
  public var namesEpoch: Bool

  /// Creates a join.
  public init(_ key: UserChannel, _ state: ReadState, namesEpoch: Bool = true) {
    self.key = key
    self.state = state
    self.namesEpoch = namesEpoch
  }
}

/// What was done with coalesced receipts, by their indices.
public struct ReceiptOutcome: Hashable, Sendable {
  /// Those whose stored state rose; a repeat raises nothing.
  public var raised: Set<Int>
  /// Among them, those whose position is now the one stored: others may be told.
  public var positioned: Set<Int>
  /// Those that can never be applied: there is no such user, the user is not a member, or the channel was marked as unread
  /// and they do not say whether they know.
  public var refused: [Int: Rejection]

  /// Creates an outcome.
  public init(raised: Set<Int> = [], positioned: Set<Int> = [], refused: [Int: Rejection] = [:]) {
    self.raised = raised
    self.positioned = positioned
    self.refused = refused
  }
}
