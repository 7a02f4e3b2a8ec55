/// How far a consumer group has come in a partition.
public struct PartitionProgress: Hashable, Sendable {
  /// The offset of the oldest record that is still there.
  public let start: Int64
  /// The offset that the next record will have.
  public let end: Int64
  /// The offset of the first record that is not committed.
  public let committed: Int64

  /// Creates a progress.
  public init(start: Int64, end: Int64, committed: Int64) {
    self.start = start
    self.end = end
    self.committed = committed
  }

  /// Whether records were dropped before they were consumed: the log has lost events.
  public var hasLost: Bool { committed < start }
}
