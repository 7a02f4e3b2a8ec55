import ChatModel

/// The keys of the counters.
///
/// All keys of a bucket share a hash tag, so they are in one slot of a cluster.
enum CounterKeys {
  /// What all keys of a bucket begin with; the functions are called with it.
  static func tag(_ bucket: Bucket) -> String { "dogear:{\(bucket)}" }
  static func built(_ bucket: Bucket) -> String { tag(bucket) + ":built" }
  static func builder(_ bucket: Bucket) -> String { tag(bucket) + ":builder" }
  static func age(_ bucket: Bucket) -> String { tag(bucket) + ":age" }
  static func restored(_ bucket: Bucket) -> String { tag(bucket) + ":restored" }
  static func dirty(_ bucket: Bucket) -> String { tag(bucket) + ":dirty" }
  /// In place of a user in the dirty mark of a whole channel; no user can be called so.
  static let everyone = "*"
  /// The dirty mark of a counter, or of a channel as a whole.
  static func mark(_ user: UserID?, _ channel: ChannelID) -> String {
    "\(user?.rawValue ?? everyone) \(channel)"
  }
  /// The counters of a user in all channels.
  static func state(_ user: UserID, _ bucket: Bucket) -> String { "\(tag(bucket)):state:\(user)" }
  /// The seqs that belong to a counter.
  static func seqs(_ key: UserChannel, _ bucket: Bucket) -> [String] {
    ["mentions", "uncounted"].map { "\(tag(bucket)):\($0):\(key.user):\(key.channel)" }
  }
  /// The pattern of the keys of counters: unlike those of the bucket itself, they go on with a user.
  static func counters(_ bucket: Bucket) -> String { tag(bucket) + ":*:*" }
}
