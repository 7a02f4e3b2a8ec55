/// Port: where read positions are kept: the truth that counts are computed from.
public protocol ReceiptStore: Sendable {
  /// Validates and stores a batch of receipts in one transaction.
  ///
  /// Reads the facts, calls `decide` once per attempt, and joins the plan's deltas with one statement, in the order of
  /// the keys; a stored value that is newer stays.
  func record(
    _ batch: [ReceiptEvent], decide: @escaping @Sendable ([ReceiptEvent], ReceiptFacts) -> ReceiptPlan
  ) async throws -> ReceiptOutcome
}

/// What must be known to judge a batch of receipts.
public struct ReceiptFacts: Sendable {
  /// The heads of those channels that exist.
  ///
  /// They only rise, so judging by an old one is safe.
  public var heads: [ChannelID: Seq]
  /// Those users that exist.
  public var users: Set<UserID>
  /// The join floors of those keys that are memberships.
  public var floors: [UserChannel: Seq]

  /// Creates facts.
  public init(
    heads: [ChannelID: Seq] = [:], users: Set<UserID> = [], floors: [UserChannel: Seq] = [:]
  ) {
    self.heads = heads
    self.users = users
    self.floors = floors
  }
}

/// What is to be done with a batch of receipts.
public struct ReceiptPlan: Sendable {
  /// The valid receipts, coalesced: one join a key.
  public var deltas: [UserChannel: ReadState] = [:]
  /// What can never be applied, by index in the batch.
  public var rejected: [Int: Rejection] = [:]

  /// Creates an empty plan.
  public init() {}
}

/// What was done with a batch of receipts.
public struct ReceiptOutcome: Sendable {
  /// The plan that was carried out.
  public var plan: ReceiptPlan
  /// What to join into the counters: for every key of the plan its floor and what is now read.
  ///
  /// Where an unread mark took the marker back, also the mentions and own messages above it, which the
  /// counters may have forgotten.
  public var deltas: [UserChannel: Unread]
  /// The keys whose stored state rose; a replay raises nothing.
  public var raised: Set<UserChannel>
  /// Among them, those whose read position rose in a channel small enough for "seen by".
  public var seen: [UserChannel: Seq]

  /// Creates an outcome.
  public init(
    plan: ReceiptPlan, deltas: [UserChannel: Unread], raised: Set<UserChannel>, seen: [UserChannel: Seq]
  ) {
    self.plan = plan
    self.deltas = deltas
    self.raised = raised
    self.seen = seen
  }
}
