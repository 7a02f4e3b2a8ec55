import ChatModel

/// The receipts on their way to Kafka: one pending state per channel, into which every newer reading is joined.
///
/// While the user scrolls, a channel's next receipt waits for the last one's acknowledgement and for a quarter of a
/// second since any was sent. What fails is sent again, later and later.
struct ReceiptOutbox: Equatable, Sendable {
  /// At most four times a second.
  static let spacing: Duration = .milliseconds(250)

  /// How little patience a sending has.
  enum Urgency: Comparable {
    /// The user is scrolling.
    case scrolling
    /// The channel was left, the focus lost, or a key says "read": do not wait for acknowledgements.
    case leaving
    /// The program ends: do not wait for a retry either.
    case quitting
  }

  private struct Entry: Equatable, Sendable {
    var wanted: ReadState
    /// The join of what was handed over and has not failed.
    var sent = ReadState()
    var acknowledged = ReadState()
    var underWay = 0

    func isReady(_ urgency: Urgency = .scrolling) -> Bool {
      !sent.covers(wanted) && (underWay == 0 || urgency > .scrolling)
    }
  }

  let user: UserID
  private var entries: [ChannelID: Entry] = [:]
  private var lastSent: Duration?
  private var retry = RetryTimer()

  init(user: UserID) {
    self.user = user
  }

  /// The number of channels with something unacknowledged.
  var count: Int { entries.count }

  /// What is not acknowledged.
  var spool: Spool { Spool(entries.mapValues(\.wanted)) }

  func pending(in channel: ChannelID) -> ReadState? {
    entries[channel]?.wanted
  }

  mutating func add(_ delta: ReadState, in channel: ChannelID) {
    entries[channel, default: Entry(wanted: delta)].wanted.join(delta)
  }

  /// - Returns: The receipts to be sent now, by channel.
  mutating func take(at now: Duration, _ urgency: Urgency = .scrolling) -> [ReceiptEvent] {
    guard urgency == .quitting || retry.allows(now) else { return [] }
    guard urgency > .scrolling || isSpaced(now) else { return [] }
    var receipts: [ReceiptEvent] = []
    for (channel, entry) in entries.sorted(by: { $0.key < $1.key }) where entry.isReady(urgency) {
      let new = entry.wanted.receipts(for: UserChannel(user, channel)).filter { !entry.sent.covers($0.delta) }
      entries[channel]?.sent.join(entry.wanted)
      entries[channel]?.underWay += new.count
      receipts += new
    }
    if !receipts.isEmpty { lastSent = now }
    return receipts
  }

  mutating func acknowledged(_ receipt: ReceiptEvent) {
    retry.succeeded()
    guard var entry = entries[receipt.key.channel] else { return }
    entry.acknowledged.join(receipt.delta)
    entry.underWay = max(0, entry.underWay - 1)
    entries[receipt.key.channel] = entry.acknowledged.covers(entry.wanted) ? nil : entry
  }

  mutating func failed(_ receipt: ReceiptEvent, at now: Duration) {
    retry.failed(at: now)
    guard var entry = entries[receipt.key.channel] else { return }
    entry.sent = entry.acknowledged
    entry.underWay = max(0, entry.underWay - 1)
    entries[receipt.key.channel] = entry
  }

  mutating func retryNow() {
    retry.retryNow()
  }

  var deadline: Duration? {
    guard entries.values.contains(where: { $0.isReady(.scrolling) }) else { return nil }
    return max(retry.notBefore ?? .zero, lastSent.map { $0 + Self.spacing } ?? .zero)
  }

  private func isSpaced(_ now: Duration) -> Bool {
    lastSent.map { $0 + Self.spacing <= now } ?? true
  }
}
