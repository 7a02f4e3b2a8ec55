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
