import ChatModel

/// The keys of the counters.
///
/// All keys of a bucket share a hash tag, so they are in one slot of a cluster.
enum CounterKeys {
  /// What all keys of a bucket begin with; the functions are called with it.
  static func tag(_ bucket: Bucket) -> String { "dogear:{\(bucket)}" }
  static func built(_ bucket: Bucket) -> String { tag(bucket) + ":built" }
  static func dirty(_ bucket: Bucket) -> String { tag(bucket) + ":dirty" }
  /// The pattern of the keys of counters: unlike those of the bucket itself, they go on with a user.
  static func counters(_ bucket: Bucket) -> String { tag(bucket) + ":*:*" }
}
