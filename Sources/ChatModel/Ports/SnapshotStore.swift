/// Port: where counters are saved on a schedule, and who has counters in a channel that is dirty as a whole.
public protocol SnapshotStore: MemberLists {
  /// Saves a batch with one statement, in the order of the keys. A row is replaced only by a newer one.
  func save(_ snapshots: [Snapshot]) async throws
}
