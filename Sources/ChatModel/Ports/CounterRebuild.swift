/// Port: how lost counters are built anew.
///
/// A bucket is written by one builder at a time, named by a token; if the bucket is lost again meanwhile, the
/// token is lost with it and the builder starts over.
public protocol CounterRebuild: Sendable {
  /// The buckets there are.
  var buckets: [Bucket] { get }

  /// Those buckets that are not built, or were built in a server that has restarted since.
  func unbuilt() async throws -> [Bucket]

  /// Begins to build a bucket: forgets what is left in it and keeps other builders away for `duration`.
  /// - Returns: Whether `token` is now the builder; not if another one is, or if the bucket is built meanwhile.
  func begin(_ bucket: Bucket, token: String, for duration: Duration) async throws -> Bool

  /// Joins counters into a bucket being built, and renews the token.
  /// - Returns: Whether the token was still valid.
  func restore(
    _ counters: [UserChannel: Unread], to bucket: Bucket, token: String, for duration: Duration
  ) async throws -> Bool

  /// Opens a bucket to writers and readers.
  /// - Returns: Whether the token was still valid.
  func finish(_ bucket: Bucket, token: String) async throws -> Bool

  /// Closes a bucket, so that it will be rebuilt.
  func close(_ bucket: Bucket) async throws
}
