import ChatModel

/// Decides which receipts of a batch count, and coalesces them.
public enum ReceiptJudgement {
  /// Judges each receipt by itself, then joins the valid ones to one delta a key.
  ///
  /// Coalescing comes second, so that a receipt far above the head cannot take valid ones down with it. Linear in
  /// the batch.
  public static func plan(_ batch: [ReceiptEvent], _ facts: ReceiptFacts) -> ReceiptPlan {
    var plan = ReceiptPlan()
    for (index, receipt) in batch.enumerated() {
      do {
        try check(receipt, facts)
        plan.deltas[receipt.key, default: ReadState()].join(receipt.delta)
      } catch {
        plan.rejected[index] = error
      }
    }
    return plan
  }

  private static func check(_ receipt: ReceiptEvent, _ facts: ReceiptFacts) throws(Rejection) {
    let key = receipt.key
    guard facts.users.contains(key.user) else { throw .unknownUser(key.user.rawValue) }
    guard let head = facts.heads[key.channel] else { throw .unknownChannel(key.channel.rawValue) }
    guard facts.floors[key] != nil else { throw .notAMember(key) }
    guard receipt.seq <= head else { throw .aboveHead(seq: receipt.seq, head: head) }
  }
}
