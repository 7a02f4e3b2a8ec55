/// The counters of a (user, channel), with what they were computed from: a bare count is not monotone, but H and R are,
/// so of two snapshots it can be told which is newer.
public struct Snapshot: Hashable, Sendable {
  /// Whose.
  public let key: UserChannel
  /// H.
  public let head: Seq
  /// The join floor and R, as the seq that unread is counted from, in its epoch.
  public let readUpTo: ReadMarker
  /// The counts.
  public let badge: Badge

  /// Creates a snapshot.
  public init(key: UserChannel, head: Seq, readUpTo: ReadMarker, badge: Badge) {
    self.key = key
    self.head = head
    self.readUpTo = readUpTo
    self.badge = badge
  }

  /// The snapshot of `unread`.
  public init(key: UserChannel, of unread: Unread) {
    self.init(
      key: key, head: unread.head,
      readUpTo: ReadMarker(epoch: unread.read.marker.epoch, seq: unread.readUpTo),
      badge: unread.badge(in: key.channel))
  }
}
