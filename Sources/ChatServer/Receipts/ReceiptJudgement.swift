import ChatModel

/// What is to be done with a batch of receipts.
public struct ReceiptPlan: Sendable, Equatable {
  /// The valid receipts, coalesced and in order of their keys.
  public var reads: [CoalescedReceipts] = []
  /// What can never be applied, by index in the batch.
  public var rejected: [Int: Rejection] = [:]

  /// Creates an empty plan.
  public init() {}
}

/// Decides which receipts of a batch are valid by what is known of their channels, and coalesces those.
public enum ReceiptJudgement {
  /// The channels that must be asked for before the batch can be judged: nothing is known of them, or a receipt is
  /// above the head that is known.
  public static func unknown(
    _ batch: [ReceiptEvent], _ facts: [ChannelID: ChannelFacts]
  ) -> Set<ChannelID> {
    var unknown: Set<ChannelID> = []
    for receipt in batch where receipt.seq > facts[receipt.key.channel]?.head ?? 0 {
      unknown.insert(receipt.key.channel)
    }
    return unknown
  }

  /// Judges each receipt by itself, then joins the valid ones to one state a key.
  ///
  /// Coalescing comes second, so that a receipt far above the head cannot take valid ones down with it. Linear in
  /// the batch, and n log n in its keys.
  public static func plan(_ batch: [ReceiptEvent], _ facts: [ChannelID: ChannelFacts]) -> ReceiptPlan {
    var plan = ReceiptPlan()
    var reads: [UserChannel: CoalescedReceipts] = [:]
    for (index, receipt) in batch.enumerated() {
      guard let known = facts[receipt.key.channel] else {
        plan.rejected[index] = .unknownChannel(receipt.key.channel.rawValue)
        continue
      }
      guard receipt.seq <= known.head else {
        plan.rejected[index] = .aboveHead(seq: receipt.seq, head: known.head)
        continue
      }
      var read = reads[receipt.key] ?? CoalescedReceipts(receipt.key, ReadState())
      if !receipt.namesEpoch, read.state.marker.epoch > 0 {
        plan.rejected[index] = .epochMissing(current: read.state.marker.epoch)
        continue
      }
      read.state.join(receipt.delta)
      // Beside one of a later epoch nothing of the first one matters.
      read.namesEpoch = receipt.epoch > 0 || read.namesEpoch && receipt.namesEpoch
      reads[receipt.key] = read
    }
    plan.reads = reads.values.sorted { $0.key < $1.key }
    return plan
  }

  /// The rejections of the plan, and of every receipt behind what the store refused.
  public static func rejected(
    _ batch: [ReceiptEvent], _ plan: ReceiptPlan, _ outcome: ReceiptOutcome
  ) -> [Int: Rejection] {
    guard !outcome.refused.isEmpty else { return plan.rejected }
    var reasons: [UserChannel: Rejection] = [:]
    for (index, reason) in outcome.refused { reasons[plan.reads[index].key] = reason }
    var rejected = plan.rejected
    for (index, receipt) in batch.enumerated() where rejected[index] == nil {
      rejected[index] = reasons[receipt.key]
    }
    return rejected
  }
}
