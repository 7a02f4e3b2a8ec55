import ChatModel

/// Values by channel, of which a changed copy shares nearly all with the original.
///
/// Each frame keeps the list of channels that it shows, to be compared with the next one's. If that were one dictionary,
/// the first change after a frame would copy every channel, and the comparison would look at every one; here it is the
/// channels of one part.
struct ChannelTable<Value: Equatable & Sendable>: Equatable, Sendable, Sequence {
  /// A power of two: some forty channels a part if there are ten thousand.
  private static var partCount: Int { 256 }

  private var parts: [[ChannelID: Value]] = Array(repeating: [:], count: partCount)

  var count: Int { parts.reduce(0) { $0 + $1.count } }

  var isEmpty: Bool { parts.allSatisfy(\.isEmpty) }

  subscript(channel: ChannelID) -> Value? {
    get { parts[Self.part(of: channel)][channel] }
    set { parts[Self.part(of: channel)][channel] = newValue }
  }

  func makeIterator() -> FlattenSequence<[[ChannelID: Value]]>.Iterator {
    parts.joined().makeIterator()
  }

  private static func part(of channel: ChannelID) -> Int { channel.hashValue & (partCount - 1) }
}
