/// Port: how far a consumer group has come.
public protocol LogProgress: Sendable {
  /// For every partition, where the log ends and what the group has committed.
  func progress() async throws -> [LogPartition: PartitionProgress]
}
