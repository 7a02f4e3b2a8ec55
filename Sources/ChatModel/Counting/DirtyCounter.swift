/// A counter that changed since its last snapshot.
public struct DirtyCounter: Hashable, Sendable {
  /// Whose.
  public let key: UserChannel
  /// The version of the change: a later change has a higher one.
  public let version: Int64
  /// What to save.
  public let snapshot: Snapshot

  /// Creates a dirty counter.
  public init(version: Int64, snapshot: Snapshot) {
    key = snapshot.key
    self.version = version
    self.snapshot = snapshot
  }
}
