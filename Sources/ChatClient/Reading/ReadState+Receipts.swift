import ChatModel

extension ReadState {
  /// Whether joining `other` would change nothing.
  func covers(_ other: ReadState) -> Bool {
    joined(other) == self
  }

  /// The fewest receipts whose deltas join to this state: one, or two where the channel was marked unread after
  /// messages were read that are not acknowledged yet.
  func receipts(for key: UserChannel) -> [ReceiptEvent] {
    var receipts: [ReceiptEvent?] = []
    if position > 0 {
      // In an earlier epoch it raises the read position that others see, and leaves the marker to the second receipt.
      let epoch = position == marker.seq ? marker.epoch : marker.epoch - 1
      receipts.append(try? ReceiptEvent(key, .read, seq: position, epoch: epoch))
    }
    if marker.epoch > 0 && (position != marker.seq || position == 0) {
      receipts.append(try? ReceiptEvent(key, .unread, seq: marker.seq + 1, epoch: marker.epoch))
    }
    return receipts.compactMap { $0 }
  }
}
