import ChatModel

// How the counters in memory are saved on a schedule, and built anew.

extension MemoryCounters: CounterSync {
  /// Counts the servers that take part, until that is expired with the leases.
  public func attend(_ owner: String, for duration: Duration) async throws -> Int {
    try perform { state in
      state.servers.insert(owner)
      return state.servers.count
    }
  }

  /// Takes or renews a lease, until it is expired.
  public func lease(_ bucket: Bucket, owner: String, for duration: Duration) async throws -> Bool {
    try perform { state in
      let holder = state.buckets[bucket]?.lease
      guard holder == nil || holder == owner else { return false }
      state.buckets[bucket, default: BucketState()].lease = owner
      return true
    }
  }

  /// Gives leases back.
  public func release(_ buckets: [Bucket], owner: String) async throws {
    try perform { state in
      for bucket in buckets where state.buckets[bucket]?.lease == owner { state.buckets[bucket]?.lease = nil }
    }
  }

  /// The longest-dirty counters, and channels.
  public func dirty(in bucket: Bucket, most: Int) async throws -> DirtyMarks {
    try perform { state in
      guard var found = state.buckets[bucket], found.isBuilt else {
        throw CountersNotBuilt(buckets: [bucket])
      }
      // A mark of a counter that is gone tells nothing.
      found.dirty = found.dirty.filter { found.counters[$0.key] != nil }
      state.buckets[bucket] = found
      let oldest = (Array(found.dirty.values) + found.dirtyChannels.values).sorted().prefix(most)
      let versions = Set(oldest)
      return DirtyMarks(
        counters: found.dirty.filter { versions.contains($0.value) }.sorted { $0.value < $1.value }.compactMap
        {
          key, version in
          found.counters[key].map {
            DirtyCounter(version: version, snapshot: Snapshot(key: key, of: UnreadNumbers($0)))
          }
        },
        channels: found.dirtyChannels.filter { versions.contains($0.value) }.sorted { $0.value < $1.value }
          .map { DirtyChannel(channel: $0.key, version: $0.value) })
    }
  }

  /// What to save of members of channels.
  public func snapshots(of members: [ChannelUsers], in bucket: Bucket) async throws -> [Snapshot] {
    try perform { state in
      guard let found = state.buckets[bucket], found.isBuilt else {
        throw CountersNotBuilt(buckets: [bucket])
      }
      return members.flatMap { group in
        group.users.compactMap { user in
          let key = UserChannel(user, group.channel)
          return found.counters[key].map { Snapshot(key: key, of: UnreadNumbers($0)) }
        }
      }
    }
  }

  /// Those of `keys` that are marked dirty, or whose channel is.
  public func dirty(among keys: Set<UserChannel>) async throws -> Set<UserChannel> {
    try perform { [self] state in
      keys.filter { key in
        let bucket = state.buckets[bucket(of: key.user)]
        return bucket?.dirty[key] != nil || bucket?.dirtyChannels[key.channel] != nil
      }
    }
  }

  /// Removes dirty marks that did not change.
  public func clean(_ saved: DirtyMarks, in bucket: Bucket) async throws {
    try perform { [self] state in
      guard state.buckets[bucket]?.isBuilt == true else { throw CountersNotBuilt(buckets: [bucket]) }
      let isBlind = faults?.mutation == .cleansBlindly
      for counter in saved.counters
      where isBlind || state.buckets[bucket]?.dirty[counter.key] == counter.version {
        state.buckets[bucket]?.dirty[counter.key] = nil
      }
      for mark in saved.channels
      where isBlind || state.buckets[bucket]?.dirtyChannels[mark.channel] == mark.version {
        state.buckets[bucket]?.dirtyChannels[mark.channel] = nil
      }
    }
  }
}

extension MemoryCounters {
  /// Builds what is not built, with no counters.
  public func build() async throws {
    for bucket in try await unbuilt() {
      _ = try await begin(bucket, token: "build", for: .seconds(60))
      _ = try await finish(bucket, token: "build")
    }
  }
}

extension MemoryCounters: CounterRebuild {
  /// Those buckets that are not built.
  public func unbuilt() async throws -> [Bucket] {
    try perform { [self] state in buckets.filter { state.buckets[$0]?.isBuilt != true } }
  }

  /// Begins to build a bucket.
  public func begin(_ bucket: Bucket, token: String, for duration: Duration) async throws -> Bool {
    try perform { [self] state in
      let found = state.buckets[bucket] ?? BucketState()
      guard !found.isBuilt, found.builder == nil || found.builder == token else { return false }
      state.buckets[bucket] = BucketState(
        isBuilt: faults?.mutation == .overwrites, builder: token, lease: found.lease)
      return true
    }
  }

  /// Joins counters into a bucket being built.
  public func restore(
    _ counters: [UserChannel: Unread], to bucket: Bucket, token: String, for duration: Duration
  ) async throws -> Bool {
    try perform { [self] state in
      guard state.buckets[bucket]?.builder == token else { return false }
      if faults?.mutation == .overwrites {
        state.buckets[bucket]?.aside.merge(counters) { $1 }
        return true
      }
      for (key, delta) in counters.sorted(by: { $0.key < $1.key }) {
        if join(delta, key, into: &state.buckets[bucket, default: BucketState()]) {
          state.version += 1
          state.buckets[bucket]?.dirty[key] = state.version
        }
      }
      return true
    }
  }

  /// Opens a bucket.
  public func finish(_ bucket: Bucket, token: String) async throws -> Bool {
    try perform { state in
      guard state.buckets[bucket]?.builder == token else { return false }
      let aside = state.buckets[bucket]?.aside ?? [:]
      state.buckets[bucket]?.counters.merge(aside) { $1 }
      state.buckets[bucket]?.aside = [:]
      state.buckets[bucket]?.isBuilt = true
      state.buckets[bucket]?.builder = nil
      return true
    }
  }

  /// Closes buckets.
  public func close(_ buckets: [Bucket]) async throws {
    try perform { state in
      for bucket in buckets {
        state.buckets[bucket]?.isBuilt = false
        state.buckets[bucket]?.builder = nil
      }
    }
  }

  /// What is remembered of the database.
  public func remembered() async throws -> DatabaseMemory {
    try perform { $0.memory }
  }

  /// Remembers an age, and a restoration.
  public func remember(age: Int64, restored: Timestamp?) async throws {
    try perform { state in
      state.memory = DatabaseMemory(age: age, restored: restored ?? state.memory.restored)
    }
  }
}
