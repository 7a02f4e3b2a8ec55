import ChatModel

/// The receipts that Kafka has not acknowledged, as they are kept between two runs: one line per channel.
///
///     incidents 42 0 42
///
/// The fields are the channel, the read position, and the epoch and the seq of the marker. A line is the join of all
/// receipts of its channel, so the spool is never longer than the list of channels.
public struct Spool: Sendable, Equatable {
  /// What was read, by channel.
  public internal(set) var states: [ChannelID: ReadState]

  /// Creates a spool; the default is empty.
  public init(_ states: [ChannelID: ReadState] = [:]) {
    self.states = states
  }

  /// Reads the lines; one that this version did not write is skipped, and repeated channels are joined.
  public init(text: String) {
    self.init()
    for line in text.split(whereSeparator: \.isNewline) {
      guard let (channel, state) = Self.parse(line) else { continue }
      states[channel, default: ReadState()].join(state)
    }
  }

  /// Whether there is nothing to keep.
  public var isEmpty: Bool { states.isEmpty }

  /// The lines, ordered by channel, each with its line end.
  public var text: String {
    states.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value.position) \($0.value.marker.epoch) \($0.value.marker.seq)\n" }
      .joined()
  }

  private static func parse(_ line: Substring) -> (ChannelID, ReadState)? {
    let fields = line.split(separator: " ")
    guard fields.count == 4, let channel = ChannelID(String(fields[0])), let position = Seq(fields[1]),
      let epoch = Int64(fields[2]), let seq = Seq(fields[3])
    else { return nil }
    let seqs = 0...Seq.mostSeq
    guard seqs.contains(position), seqs.contains(seq), (0...ReadMarker.mostEpoch).contains(epoch),
      epoch > 0 || (position == seq && seq > 0)
    else { return nil }
    return (channel, ReadState(position: position, marker: ReadMarker(epoch: epoch, seq: seq)))
  }
}
