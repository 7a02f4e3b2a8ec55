import ChatModel

@testable import ChatClient

/// What may be called read, by the book: what was drawn, what a key has marked, and what the server knows already.
struct ReadingLedger {
  private var drawn: [ChannelID: Set<Seq>] = [:]
  /// Up to where everything is read for another reason than looking, in the latest epoch.
  private var known: [ChannelID: ReadMarker] = [:]
  /// The highest marker that was ever sent.
  private var sent: [ChannelID: ReadMarker] = [:]
  /// The highest seq that was ever read, in whatever epoch.
  private var highest: [ChannelID: Seq] = [:]

  mutating func draw(_ visible: Visible) {
    guard !visible.isCovered, let channel = visible.channel, let seqs = visible.seqs,
      let bottom = visible.bottom, seqs.lowerBound <= bottom
    else { return }
    drawn[channel, default: []].formUnion(seqs.lowerBound...bottom)
    highest[channel] = max(bottom, highest[channel] ?? 0)
  }

  /// A key, or the server, says that everything up to here is read, or that no more than this is.
  mutating func know(_ marker: ReadMarker, in channel: ChannelID) {
    known[channel] = max(marker, known[channel] ?? ReadMarker())
    highest[channel] = max(marker.seq, highest[channel] ?? 0)
  }

  /// Checks a receipt on its way to Kafka.
  /// - Parameter epoch: The channel's epoch at the terminal.
  /// - Returns: What is wrong with it.
  mutating func check(_ receipt: ReceiptEvent, epoch: Int64) -> String? {
    let channel = receipt.key.channel
    let marker = receipt.delta.marker
    let known = known[channel] ?? ReadMarker()
    let drawn = drawn[channel] ?? []
    // A receipt of an earlier epoch only raises the position that others see.
    guard marker.epoch >= epoch else {
      return receipt.seq > (highest[channel] ?? 0) ? "\(channel) \(receipt.seq) was never in view" : nil
    }
    let last = sent[channel] ?? ReadMarker()
    sent[channel] = max(last, marker)
    if marker < last { return "\(channel) went back from \(last) to \(marker)" }
    let start = known.epoch >= marker.epoch ? known.seq + 1 : 1
    guard start <= marker.seq, let missing = (start...marker.seq).first(where: { !drawn.contains($0) }) else {
      return nil
    }
    return "\(channel) was read up to \(marker), but \(missing) was not drawn"
  }
}
