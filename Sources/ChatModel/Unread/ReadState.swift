/// Where a user's unread messages begin: a max register ordered by epoch, then seq.
///
/// Reading joins (current epoch, s). Marking message s unread opens the next epoch and joins (epoch + 1, s − 1): the
/// seq goes back, but the pair only ever rises, so the events still commute.
public struct ReadMarker: Hashable, Sendable, Comparable {
  /// How often the user has marked this channel unread, 0 … `mostEpoch`.
  public var epoch: Int64
  /// The highest seq that counts as read in this epoch.
  public var seq: Seq

  /// The bound of epochs.
  ///
  /// Far more than anybody marks by hand; an event above it is refused.
  public static let mostEpoch: Int64 = 1_000_000

  /// Creates a marker; the default has read nothing and never marked.
  public init(epoch: Int64 = 0, seq: Seq = 0) {
    self.epoch = epoch
    self.seq = seq
  }

  /// Orders lexicographically: a later epoch wins, then the higher seq.
  public static func < (left: ReadMarker, right: ReadMarker) -> Bool {
    (left.epoch, left.seq) < (right.epoch, right.seq)
  }
}

/// What a user has read in a channel: two max registers that receipts are joined into.
public struct ReadState: Hashable, Sendable {
  /// The read position: the highest seq ever read, which others see as "seen by".
  ///
  /// Only rises.
  public var position: Seq
  /// The private marker that unread is counted from.
  ///
  /// It may go back, see `ReadMarker`.
  public var marker: ReadMarker

  /// Creates a state; the default has read nothing.
  public init(position: Seq = 0, marker: ReadMarker = ReadMarker()) {
    self.position = position
    self.marker = marker
  }

  /// A read up to `seq` in `epoch`.
  public static func read(_ seq: Seq, epoch: Int64) -> ReadState {
    ReadState(position: seq, marker: ReadMarker(epoch: epoch, seq: seq))
  }

  /// Message `seq` marked as unread, opening `epoch`.
  ///
  /// The read position stays.
  public static func markedUnread(_ seq: Seq, epoch: Int64) -> ReadState {
    ReadState(marker: ReadMarker(epoch: epoch, seq: seq - 1))
  }

  /// Joins `other`: the higher of each register.
  public mutating func join(_ other: ReadState) {
    position = max(position, other.position)
    marker = max(marker, other.marker)
  }

  /// The join of both.
  public func joined(_ other: ReadState) -> ReadState {
    var result = self
    result.join(other)
    return result
  }
}
