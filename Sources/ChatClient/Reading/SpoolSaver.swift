import ChatModel

/// When to write the spool to its file: as everything is that is saved, but looking only at what has changed.
///
/// Nothing is written before the last run's was read, which would be overwritten.
struct SpoolSaver: Equatable, Sendable {
  /// What the file holds; nil until that was read.
  private(set) var saved: Spool?
  /// The channels that the file does not have as they are.
  private var differing: Set<ChannelID> = []
  private var pace = SavingPace()

  /// The file holds this.
  mutating func loaded(_ spool: Spool, _ receipts: ReceiptOutbox) {
    saved = spool
    compare(Set(spool.states.keys), receipts)
  }

  /// - Returns: What is to be written now, if anything.
  mutating func take(_ receipts: inout ReceiptOutbox, at now: Duration, atOnce: Bool) -> Spool? {
    guard saved != nil else { return nil }
    compare(receipts.takeChanges(), receipts)
    guard pace.isDue(differs: !differing.isEmpty, at: now, atOnce: atOnce) else { return nil }
    differing = []
    saved = receipts.spool
    return saved
  }

  var deadline: Duration? { pace.deadline }

  private mutating func compare(_ channels: Set<ChannelID>, _ receipts: ReceiptOutbox) {
    for channel in channels {
      if receipts.pending(in: channel) == saved?.states[channel] {
        differing.remove(channel)
      } else {
        differing.insert(channel)
      }
    }
  }
}
