/// What is to be done with a batch of receipts.
public struct ReceiptPlan: Sendable {
  /// The valid receipts, coalesced: one join a key.
  public var deltas: [UserChannel: ReadState] = [:]
  /// What can never be applied, by index in the batch.
  public var rejected: [Int: Rejection] = [:]

  /// Creates an empty plan.
  public init() {}
}
