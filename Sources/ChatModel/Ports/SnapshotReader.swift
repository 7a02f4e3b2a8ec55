/// Port: the snapshots as verification reads them.
public protocol SnapshotReader: Sendable {
  /// The saved badges of these users.
  func snapshots(of users: [UserID]) async throws -> [UserChannel: Badge]

  /// Forgets the snapshots of single counters, which are saved anew when those are dirty next.
  func forgetSnapshots(at keys: [UserChannel]) async throws

  /// Forgets the snapshots that no counter can replace: those of no membership, and those that claim a higher head or
  /// marker than there is, beside which the right ones look old.
  ///
  /// All others are replaced once their counters are rebuilt, so that none is lost which a server saves meanwhile.
  func forgetImpossibleSnapshots() async throws
}
