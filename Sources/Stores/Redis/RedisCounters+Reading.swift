import ChatModel
import Lanes
import Redis

extension RedisCounters: CounterReader {
  /// The counters of a user; see the port.
  public func counters(
    of user: UserID, in channels: [ChannelID]?, listing listed: Set<ChannelID>
  ) async throws -> [ChannelID: Counter] {
    if let channels, channels.isEmpty { return [:] }
    let listed = channels.map { listed.intersection($0) } ?? listed
    var calls = [
      FunctionCall("badges", bucket(of: user), [user.rawValue] + (channels ?? []).map(\.rawValue))
    ]
    if !listed.isEmpty {
      calls.append(FunctionCall("counters", bucket(of: user), [user.rawValue] + listed.map(\.rawValue)))
    }
    let replies = try await call(calls)
    var counters = CounterCodec.badges(replies[0].array ?? []).mapValues(Counter.counted)
    for channel in listed { counters[channel] = nil }
    for (channel, unread) in (replies.dropFirst().first?.array ?? []).compactMap(CounterCodec.entry) {
      counters[channel] = .listed(unread)
    }
    return counters
  }

  /// What is counted for users; see the port.
  public func counters(of users: [UserID]) async throws -> [UserChannel: UnreadNumbers] {
    let replies = try await call(users.map { FunctionCall("badges", bucket(of: $0), [$0.rawValue]) })
    var counters: [UserChannel: UnreadNumbers] = [:]
    for (user, reply) in zip(users, replies) {
      for (channel, numbers) in CounterCodec.badges(reply.array ?? []) {
        counters[UserChannel(user, channel)] = numbers
      }
    }
    return counters
  }
}

extension RedisCounters: CounterSync {
  /// Says that a server takes part in the saving; see the port.
  ///
  /// The list of servers is kept beside the first bucket.
  public func attend(_ owner: String, for duration: Duration) async throws -> Int {
    let replies = try await call([
      FunctionCall("attend", buckets[0], namesBuild: false, [owner, String(duration.expiry)])
    ])
    return Int(replies.first?.integer ?? 1)
  }

  /// Takes or renews the lease of a bucket; see the port.
  public func lease(_ bucket: Bucket, owner: String, for duration: Duration) async throws -> Bool {
    let replies = try await call([
      FunctionCall(
        "lease", bucket, namesBuild: false, [owner, String(duration.expiry)])
    ])
    return replies.first?.integer == 1
  }

  /// Gives leases back.
  public func release(_ buckets: [Bucket], owner: String) async throws {
    _ = try await call(
      buckets.map { FunctionCall("release", $0, namesBuild: false, [owner]) })
  }

  /// The longest-dirty counters and channels of a bucket; see the port.
  public func dirty(in bucket: Bucket, most: Int) async throws -> DirtyMarks {
    let replies = try await call([FunctionCall("dirty", bucket, [String(most)])])
    return CounterCodec.dirty(replies.first?.array ?? [])
  }

  /// What to save of members of channels; see the port.
  public func snapshots(of members: [ChannelUsers], in bucket: Bucket) async throws -> [Snapshot] {
    var call = FunctionCall("snapshots", bucket)
    for group in members {
      call.append(group.channel.rawValue)
      call.append(group.users.count)
      for user in group.users { call.append(user.rawValue) }
    }
    let entries = try await self.call([call]).first?.array ?? []
    return entries.compactMap { $0.array.flatMap { CounterCodec.snapshot($0[...]) } }
  }

  /// Those of `keys` that are marked dirty; see the port.
  public func dirty(among keys: Set<UserChannel>) async throws -> Set<UserChannel> {
    let byBucket = Dictionary(grouping: keys) { bucket(of: $0.user) }.map { ($0.key, $0.value) }
    let replies = try await send(
      byBucket.map { bucket, keys in
        RedisCommand(
          ["ZMSCORE", CounterKeys.dirty(bucket)]
            + keys.flatMap { [CounterKeys.mark($0.user, $0.channel), CounterKeys.mark(nil, $0.channel)] })
      })
    var dirty: Set<UserChannel> = []
    for ((_, keys), reply) in zip(byBucket, replies) {
      let versions = reply.array ?? []
      for (index, key) in keys.enumerated()
      where versions.dropFirst(2 * index).prefix(2).contains(where: { !$0.isNull }) {
        dirty.insert(key)
      }
    }
    return dirty
  }

  /// Removes dirty marks that did not change since they were saved; see the port.
  public func clean(_ saved: DirtyMarks, in bucket: Bucket) async throws {
    let counters = saved.counters.flatMap {
      [$0.key.user.rawValue, $0.key.channel.rawValue, String($0.version)]
    }
    let channels = saved.channels.flatMap {
      [CounterKeys.everyone, $0.channel.rawValue, String($0.version)]
    }
    _ = try await call([FunctionCall("clean", bucket, counters + channels)])
  }
}

extension Duration {
  /// Whole milliseconds, at least 1: what Redis expires keys after.
  var expiry: Int64 { max(1, wholeMilliseconds) }
}
