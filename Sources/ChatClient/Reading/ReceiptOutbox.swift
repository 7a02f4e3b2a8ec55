import ChatModel

/// The receipts on their way to Kafka: one pending state per channel, into which every newer reading is joined.
///
/// While the user scrolls, a channel's next receipt waits for the last one's acknowledgement and for a quarter of a
/// second since any was sent. What fails is sent again, later and later. When many channels are marked at once their
/// receipts go out in portions, the next one when there is room for it: whatever is asked for here looks only at the
/// channels that it is about, however many others wait.
public struct ReceiptOutbox: Equatable, Sendable {
  /// At most four times a second.
  public static let spacing: Duration = .milliseconds(250)
  /// The most receipts under way, except at the end: what a key waits for is no more than to hand these over.
  static let mostUnderWay = 500

  /// How little patience a sending has.
  public enum Urgency: Comparable, Sendable {
    /// The user is scrolling.
    case scrolling
    /// The channel was left, the focus lost, or a key says "read": do not wait for acknowledgements.
    case leaving
    /// The program ends: do not wait for a retry either.
    case quitting
  }

  /// Where a channel waits.
  private enum Queue: Equatable, Sendable {
    /// Everything is sent.
    case none
    /// There is something to send, and nothing under way.
    case ready
    /// There is something newer than what is under way.
    case behind
    /// It is the channel's turn as soon as there is room.
    case due
  }

  private struct Entry: Equatable, Sendable {
    var wanted: ReadState
    /// The join of what was handed over and has not failed.
    var sent = ReadState()
    var acknowledged = ReadState()
    var underWay = 0
    var queue = Queue.none
  }

  /// Whose receipts they are.
  public let user: UserID
  private var entries: [ChannelID: Entry] = [:]
  private var ready: Set<ChannelID> = []
  private var behind: Set<ChannelID> = []
  /// In their order; a channel that is not in this queue any more is passed over.
  private var due: ArraySlice<ChannelID> = []
  /// Those whose pending state is another than at the last call of `takeChanges`.
  private var changes: Set<ChannelID> = []
  private var underWay = 0
  private var lastSent: Duration?
  private var retry = RetryTimer()

  /// Creates an empty outbox.
  public init(user: UserID) {
    self.user = user
  }

  /// The number of channels with something unacknowledged.
  public var count: Int { entries.count }

  /// What is not acknowledged.
  var spool: Spool { Spool(entries.mapValues(\.wanted)) }

  func pending(in channel: ChannelID) -> ReadState? {
    entries[channel]?.wanted
  }

  /// Joins a reading into what is to be sent.
  public mutating func add(_ delta: ReadState, in channel: ChannelID) {
    var entry = entries[channel] ?? Entry(wanted: delta)
    entry.wanted.join(delta)
    changes.insert(channel)
    file(entry, in: channel)
  }

  /// Hands over what may be sent.
  /// - Returns: The receipts to be sent now, by channel.
  public mutating func take(at now: Duration, _ urgency: Urgency = .scrolling) -> [ReceiptEvent] {
    guard urgency == .quitting || retry.allows(now) else { return [] }
    if urgency > .scrolling || isSpaced(now) { moveToDue(ready) }
    if urgency > .scrolling { moveToDue(behind) }
    var receipts: [ReceiptEvent] = []
    while urgency == .quitting || underWay < Self.mostUnderWay, let channel = due.popFirst() {
      guard var entry = entries[channel], entry.queue == .due else { continue }
      let new = entry.wanted.receipts(for: UserChannel(user, channel)).filter { !entry.sent.covers($0.delta) }
      entry.sent.join(entry.wanted)
      entry.underWay += new.count
      underWay += new.count
      entry.queue = .none
      entries[channel] = entry
      receipts += new
    }
    if !receipts.isEmpty { lastSent = now }
    return receipts
  }

  /// Kafka has acknowledged a receipt.
  public mutating func acknowledged(_ receipt: ReceiptEvent) {
    retry.succeeded()
    let channel = receipt.key.channel
    guard var entry = entries[channel] else { return }
    entry.acknowledged.join(receipt.delta)
    land(&entry)
    guard entry.acknowledged.covers(entry.wanted) else { return file(entry, in: channel) }
    underWay -= entry.underWay
    leave(entry.queue, channel)
    entries[channel] = nil
    changes.insert(channel)
  }

  /// A receipt was not acknowledged: what it said is sent again, later.
  public mutating func failed(_ receipt: ReceiptEvent, at now: Duration) {
    retry.failed(at: now)
    guard var entry = entries[receipt.key.channel] else { return }
    entry.sent = entry.acknowledged
    land(&entry)
    file(entry, in: receipt.key.channel)
  }

  /// Forgets what is not acknowledged; what is under way comes to nothing here.
  mutating func forget() {
    changes.formUnion(entries.keys)
    (entries, ready, behind, due, underWay) = ([:], [], [], [], 0)
  }

  mutating func retryNow() {
    retry.retryNow()
  }

  /// The channels whose pending state may have changed since the last call.
  mutating func takeChanges() -> Set<ChannelID> {
    defer { changes = [] }
    return changes
  }

  /// When `take` may have something to hand over, unless something else happens.
  public var deadline: Duration? {
    let notBefore = retry.notBefore ?? .zero
    if !due.isEmpty && underWay < Self.mostUnderWay { return notBefore }
    return ready.isEmpty ? nil : max(notBefore, lastSent.map { $0 + Self.spacing } ?? .zero)
  }

  private func isSpaced(_ now: Duration) -> Bool {
    lastSent.map { $0 + Self.spacing <= now } ?? true
  }

  /// A receipt is not under way any more.
  private mutating func land(_ entry: inout Entry) {
    guard entry.underWay > 0 else { return }
    entry.underWay -= 1
    underWay -= 1
  }

  /// Stores an entry, in the queue where it belongs now.
  private mutating func file(_ entry: Entry, in channel: ChannelID) {
    var entry = entry
    let queue: Queue =
      entry.sent.covers(entry.wanted)
      ? .none : entry.queue == .due ? .due : entry.underWay == 0 ? .ready : .behind
    if queue != entry.queue {
      leave(entry.queue, channel)
      if queue == .ready { ready.insert(channel) }
      if queue == .behind { behind.insert(channel) }
      entry.queue = queue
    }
    entries[channel] = entry
  }

  private mutating func leave(_ queue: Queue, _ channel: ChannelID) {
    switch queue {
    case .ready: ready.remove(channel)
    case .behind: behind.remove(channel)
    // Passed over when its turn comes.
    case .none, .due: break
    }
  }

  private mutating func moveToDue(_ channels: Set<ChannelID>) {
    for channel in channels { entries[channel]?.queue = .due }
    due += channels.sorted()
    ready.subtract(channels)
    behind.subtract(channels)
  }
}

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
