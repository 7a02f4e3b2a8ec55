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
