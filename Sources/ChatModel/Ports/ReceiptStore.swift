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
