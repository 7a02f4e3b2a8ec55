/// Port: where counters are saved on a schedule.
public protocol SnapshotStore: Sendable {
  /// Saves a batch with one statement, in the order of the keys. A row is replaced only by a newer one.
  func save(_ snapshots: [Snapshot]) async throws
}
