import ChatModel
import Doubles
import TestSupport

@testable import ChatClient

/// A terminal of a user: the client's own read tracking and outbox, with a disk on which they are kept, and a way to Kafka
/// that fails now and then, before or after its effect.
struct SimulatedClient {
  let user: UserID
  private var tracker = ReadTracker()
  private var outbox: ReceiptOutbox
  /// What it would find on its disk.
  private var disk = Spool()
  /// What it believes of each channel, as it was told some time ago.
  private var believed: [ChannelID: ReadState] = [:]
  /// What must be in the database in the end: acknowledged, or kept.
  private(set) var owed: [ChannelID: ReadState] = [:]
  /// Whether it has ever begun with receipts of the run before.
  private(set) var hasResumed = false

  init(user: UserID) {
    self.user = user
    outbox = ReceiptOutbox(user: user)
    tracker.focusChanged(true, at: .zero)
  }

  /// Looks at a channel for a while.
  mutating func look(at channel: ChannelID, upTo seq: Seq, now: Duration) {
    tracker.used(at: now)
    let known = believed[channel] ?? ReadState()
    let sight = ReadTracker.Sight(channel: channel, bottom: seq)
    for time in [now, now + ReadTracker.dwell] {
      let read = tracker.read(sight, at: time) { _ in (known.marker.seq, known.marker.epoch) }
      if let read { take(read.delta, in: channel) }
    }
  }

  /// Marks a message and all after it as unread.
  mutating func mark(_ seq: Seq, in channel: ChannelID) {
    tracker.hold(channel)
    let epoch = (believed[channel] ?? ReadState()).marker.epoch + 1
    take(.markedUnread(seq, epoch: epoch), in: channel)
    tracker.release()
  }

  private mutating func take(_ delta: ReadState, in channel: ChannelID) {
    believed[channel, default: ReadState()].join(delta)
    outbox.add(delta, in: channel)
  }

  /// Hears how far a channel is read, perhaps on another terminal.
  mutating func hear(_ state: ReadState, of channel: ChannelID) {
    believed[channel, default: ReadState()].join(state)
  }

  /// Sends what may be sent.
  mutating func send(
    _ urgency: ReceiptOutbox.Urgency, to log: MemoryLog, _ topics: Topics, now: Duration,
    _ random: inout SeededRandom, isFailing: Bool = true
  ) {
    for receipt in outbox.take(at: now, urgency) {
      let outcome = isFailing ? Int.random(in: 0..<6, using: &random) : 2
      if outcome > 0 { log.appendAll([LogEntry(receipt, topics: topics)]) }
      if outcome > 1 {
        outbox.acknowledged(receipt)
        owed[receipt.key.channel, default: ReadState()].join(receipt.delta)
      } else {
        outbox.failed(receipt, at: now)
      }
    }
  }

  /// Writes to its disk what is not acknowledged.
  mutating func save() { disk = outbox.spool }

  /// Is killed, and started again with what is on its disk.
  mutating func die() {
    var next = SimulatedClient(user: user)
    next.owed = owed
    next.disk = disk
    next.hasResumed = hasResumed || !disk.isEmpty
    for (channel, state) in disk.states {
      next.outbox.add(state, in: channel)
      next.owed[channel, default: ReadState()].join(state)
    }
    self = next
  }

  /// Ends in order: everything goes out, or stays on the disk for the next run, until nothing is left.
  mutating func finish(to log: MemoryLog, _ topics: Topics, now: Duration, _ random: inout SeededRandom) {
    while outbox.count > 0 { send(.quitting, to: log, topics, now: now, &random, isFailing: false) }
    save()
  }
}
