/// Port: the snapshots as verification reads them.
public protocol SnapshotReader: Sendable {
  /// The saved badges of these users.
  func snapshots(of users: [UserID]) async throws -> [UserChannel: Badge]

  /// Forgets all snapshots, so that a repair writes every one anew.
  func forgetSnapshots() async throws
}
