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
