/// Port: how changed counters reach the database on a schedule.
public protocol CounterSync: Sendable {
  /// The buckets there are.
  var buckets: [Bucket] { get }

  /// Takes or renews the lease of a bucket.
  /// - Returns: Whether `owner` holds it for the next `duration`.
  func lease(_ bucket: Bucket, owner: String, for duration: Duration) async throws -> Bool

  /// Gives leases back at shutdown, so that the next server need not wait for them to expire.
  func release(_ buckets: [Bucket], owner: String) async throws

  /// The longest-dirty counters of a bucket, at most `most`.
  /// - Throws: `CountersNotBuilt` if the bucket was lost.
  func dirty(in bucket: Bucket, most: Int) async throws -> [DirtyCounter]

  /// Removes the dirty marks whose version is still the one that was saved.
  func clean(_ saved: [DirtyCounter], in bucket: Bucket) async throws
}
