import ChatModel

/// Lets regulars read what is said, so that others see "seen by" rise.
///
/// A reader is behind or is not: however much was said meanwhile, one receipt for the newest message catches up.
struct ReadAlong: Sendable {
  private var heads: [ChannelID: Seq] = [:]
  /// Readers who are behind, by channel.
  private var behind: [ChannelID: [UserID]] = [:]
  /// The channels in which somebody is, in the order in which that began.
  private var waiting: [ChannelID] = []
  private var next: Duration = .zero

  /// The bound of receipts: lively in a demo, nothing to a server.
  static let mostPerSecond = 8
  /// How many regulars of a channel read along.
  static let mostReaders = 10

  /// When somebody reads next; `nil` if everyone has.
  var nextDeadline: Duration? { waiting.isEmpty ? nil : next }

  /// Takes note of a message.
  /// - Returns: Whether it is news: a repeated or late one is not.
  mutating func heard(_ message: Message, readers: [UserID], now: Duration) -> Bool {
    let channel = message.channel
    guard message.seq > heads[channel, default: 0] else { return false }
    heads[channel] = message.seq
    let others = readers.filter { $0 != message.author }
    guard !others.isEmpty else { return true }
    // Only the first message delays reading, or steady talk would put it off for ever.
    if waiting.isEmpty { next = max(next, now + .milliseconds(400)) }
    if behind.updateValue(others, forKey: channel) == nil { waiting.append(channel) }
    return true
  }

  /// The receipt that is due, if any: at most one at a time, and then none for a while.
  mutating func due(now: Duration, people: People, using random: inout SplitMix) -> ReceiptEvent? {
    guard now >= next, !waiting.isEmpty else { return nil }
    // In a direct chat somebody is waiting to be seen.
    let index = waiting.firstIndex(where: \.isDirect) ?? Int.random(in: 0..<waiting.count, using: &random)
    let channel = waiting[index]
    var readers = behind[channel, default: []]
    guard let head = heads[channel], !readers.isEmpty else { return nil }
    let reader = readers.remove(at: Int.random(in: 0..<readers.count, using: &random))
    behind[channel] = readers.isEmpty ? nil : readers
    if readers.isEmpty { waiting.remove(at: index) }
    next = now + .seconds(1) / Self.mostPerSecond
    guard people.canPlay(reader) else { return nil }
    return try? ReceiptEvent(UserChannel(reader, channel), .read, seq: head, epoch: 0)
  }
}
