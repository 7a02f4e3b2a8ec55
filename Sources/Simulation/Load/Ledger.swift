import ChatModel

/// What a run knows to be acknowledged, kept apart from the system that it checks.
///
/// Receipts are joins, so one state a membership is all that need be kept of them, however many there were.
public struct Ledger: Sendable {
  /// How many messages were handed to Kafka.
  public private(set) var sentPosts = 0
  private var isAcknowledged: [Bool] = []
  private var acknowledgedReads: [Int32: ReadState] = [:]
  private var sentReads: [Int32: ReadState] = [:]

  /// Creates an empty ledger.
  public init() {}

  /// The messages that Kafka has, by number.
  public var acknowledgedPosts: [Int] { isAcknowledged.indices.filter { isAcknowledged[$0] } }
  /// Whether a membership has an acknowledged receipt.
  public func hasAcknowledged(slot: Int) -> Bool { acknowledgedReads[Int32(slot)] != nil }
  /// How many memberships have an acknowledged receipt.
  public var acknowledgedSlots: Int { acknowledgedReads.count }

  mutating func sent(post: Int) {
    sentPosts = max(sentPosts, post + 1)
    while isAcknowledged.count < sentPosts { isAcknowledged.append(false) }
  }

  mutating func acknowledge(post: Int) { isAcknowledged[post] = true }

  mutating func sent(_ delta: ReadState, slot: Int) {
    sentReads[Int32(slot), default: ReadState()].join(delta)
  }

  mutating func acknowledge(_ delta: ReadState, slot: Int) {
    acknowledgedReads[Int32(slot), default: ReadState()].join(delta)
  }

  /// Whether what is stored of a membership can be: at least all that was acknowledged, and nothing that nobody sent.
  /// - Parameter own: The highest seq of the user's own messages there, which are read by being sent.
  public func check(_ stored: ReadState, slot: Int, own: Seq) -> ReadFault? {
    if let acknowledged = acknowledgedReads[Int32(slot)], stored.joined(acknowledged) != stored {
      return .lost(stored: stored, acknowledged: acknowledged)
    }
    let sent = sentReads[Int32(slot)] ?? ReadState()
    if stored.position > max(sent.position, own) || stored.marker.epoch > sent.marker.epoch {
      return .invented(stored: stored, sent: sent)
    }
    return nil
  }

  /// Compares the messages that are stored with those that were acknowledged.
  /// - Parameter stored: The numbers of this run's messages in the database.
  public func check(posts stored: [Int]) -> PostFaults {
    let present = Set(stored)
    return PostFaults(
      lost: acknowledgedPosts.count { !present.contains($0) }, doubled: stored.count - present.count,
      invented: present.count { $0 >= sentPosts })
  }
}

/// What can be wrong with a read position.
public enum ReadFault: Sendable, Equatable {
  /// An acknowledged receipt is not in it.
  case lost(stored: ReadState, acknowledged: ReadState)
  /// Nobody has read so far, or marked so often.
  case invented(stored: ReadState, sent: ReadState)
}

/// What can be wrong with messages, counted.
public struct PostFaults: Sendable, Equatable {
  /// Acknowledged and not stored.
  public var lost: Int
  /// Stored more than once.
  public var doubled: Int
  /// Stored and never sent.
  public var invented: Int

  /// Creates counts.
  public init(lost: Int = 0, doubled: Int = 0, invented: Int = 0) {
    (self.lost, self.doubled, self.invented) = (lost, doubled, invented)
  }

  /// Whether nothing is wrong.
  public var isClean: Bool { lost + doubled + invented == 0 }
}
