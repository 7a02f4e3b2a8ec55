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

/// A channel in which the counters of all members, as far as they are in one bucket, changed since their last snapshots:
/// a fan-out to many marks it once and not each of them.
public struct DirtyChannel: Hashable, Sendable {
  /// Where.
  public let channel: ChannelID
  /// The version of the last change.
  public let version: Int64

  /// Creates a dirty channel.
  public init(channel: ChannelID, version: Int64) {
    self.channel = channel
    self.version = version
  }
}

/// What is marked dirty in a bucket: single counters, and whole channels.
public struct DirtyMarks: Hashable, Sendable {
  /// Counters that changed by themselves, the longest-dirty first.
  public var counters: [DirtyCounter]
  /// Channels that changed as a whole, the longest-dirty first.
  public var channels: [DirtyChannel]

  /// Creates marks.
  public init(counters: [DirtyCounter] = [], channels: [DirtyChannel] = []) {
    self.counters = counters
    self.channels = channels
  }

  /// How many marks there are.
  public var count: Int { counters.count + channels.count }
}
