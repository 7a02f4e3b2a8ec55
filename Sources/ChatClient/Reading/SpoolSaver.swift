import ChatModel

/// When to write the spool to its file: as everything is that is saved, but looking only at what has changed.
struct SpoolSaver: Equatable, Sendable {
  private var saved = Spool()
  /// The channels that the file does not have as they are.
  private var differing: Set<ChannelID> = []
  private var pace = SavingPace()

  /// The file holds this.
  mutating func loaded(_ spool: Spool, _ receipts: ReceiptOutbox) {
    let known = saved.states.keys
    saved = spool
    compare(differing.union(known).union(spool.states.keys), receipts)
  }

  /// - Returns: What is to be written now, if anything.
  mutating func take(_ receipts: inout ReceiptOutbox, at now: Duration, atOnce: Bool) -> Spool? {
    compare(receipts.takeChanges(), receipts)
    guard pace.isDue(differs: !differing.isEmpty, at: now, atOnce: atOnce) else { return nil }
    differing = []
    saved = receipts.spool
    return saved
  }

  var deadline: Duration? { pace.deadline }

  private mutating func compare(_ channels: Set<ChannelID>, _ receipts: ReceiptOutbox) {
    for channel in channels {
      if receipts.pending(in: channel) == saved.states[channel] {
        differing.remove(channel)
      } else {
        differing.insert(channel)
      }
    }
  }
}
