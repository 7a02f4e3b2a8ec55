import ChatModel
import Redis

extension RedisCounters: CounterRebuild {
  /// The most deltas in one call of `restore`, and the most keys in one of `forget`.
  private static let chunk = 200

  /// Those buckets that are not built; see the port.
  public func unbuilt() async throws -> [Bucket] {
    let (replies, build) = try await exchange { _ in buckets.map { ["GET", CounterKeys.built($0)] } }
    let found = try replies.map { try $0.checked("look for lost buckets").string }
    if let other = found.lazy.compactMap({ $0.flatMap(CounterBuild.init) }).first(where: {
      $0.stands(against: build)
    }) {
      throw CountersSuperseded(version: other.version, bucketCount: other.buckets)
    }
    return zip(buckets, found).filter { $1 != build.text }.map(\.0)
  }

  /// Begins to build a bucket; see the port.
  public func begin(_ bucket: Bucket, token: String, for duration: Duration) async throws -> Bool {
    let replies = try await call([
      FunctionCall("begin", bucket, [token, String(duration.expiry)])
    ])
    guard replies.first?.integer == 1 else { return false }
    return try await forget(bucket, token: token, for: duration)
  }

  /// Deletes the counters of a bucket that nobody else writes to at the moment.
  ///
  /// Each call checks the token: a builder that was paused here for so long that another has finished must not delete
  /// what that one built.
  /// - Returns: Whether the token was still valid.
  private func forget(_ bucket: Bucket, token: String, for duration: Duration) async throws -> Bool {
    var cursor = "0"
    repeat {
      let scan: RedisCommand = ["SCAN", cursor, "MATCH", CounterKeys.counters(bucket), "COUNT", "5000"]
      let reply = try await send([scan]).first?.array ?? []
      cursor = reply.first?.string ?? "0"
      let chunks = (reply.last?.array ?? []).compactMap(\.string).chunked(by: Self.chunk)
      // Where nothing matches, the token is renewed all the same: a page in a large Redis may have none of a bucket.
      let calls = (chunks.isEmpty ? [[]] : chunks).map { keys in
        FunctionCall("forget", bucket, namesBuild: false, [token, String(duration.expiry)] + keys)
      }
      guard try await call(calls).allSatisfy({ $0.integer == 1 }) else { return false }
    } while cursor != "0"
    return true
  }

  /// Joins counters into a bucket being built; see the port.
  public func restore(
    _ counters: [UserChannel: Unread], to bucket: Bucket, token: String, for duration: Duration
  ) async throws -> Bool {
    let chunks = Array(counters).chunked(by: Self.chunk)
    // Without anything to join, the token is renewed all the same.
    let calls = (chunks.isEmpty ? [[]] : chunks).map { chunk in
      var call = FunctionCall("restore", bucket, namesBuild: false, [token, String(duration.expiry)])
      for (key, counter) in chunk { CounterCodec.append(key, counter, to: &call) }
      return call
    }
    return try await call(calls).allSatisfy { $0.integer == 1 }
  }

  /// Opens a bucket; see the port.
  public func finish(_ bucket: Bucket, token: String) async throws -> Bool {
    try await call([FunctionCall("finish", bucket, [token])]).first?.integer == 1
  }

  /// Closes buckets; see the port.
  public func close(_ buckets: [Bucket]) async throws {
    _ = try await send(buckets.map { ["DEL", CounterKeys.built($0), CounterKeys.builder($0)] })
  }

  /// What is remembered of the database; see the port.
  ///
  /// It is kept beside the first bucket. What is no number is as good as nothing.
  public func remembered() async throws -> DatabaseMemory {
    let keys = [CounterKeys.age(buckets[0]), CounterKeys.restored(buckets[0])]
    let values = try await send([RedisCommand(["MGET"] + keys)]).first?.array ?? []
    let numbers = values.map { $0.string.flatMap { Int64($0) } }
    guard numbers.count == keys.count else { return DatabaseMemory() }
    return DatabaseMemory(age: numbers[0] ?? 0, restored: numbers[1].map(Timestamp.init(milliseconds:)))
  }

  /// Remembers an age, and a restoration; see the port.
  public func remember(age: Int64, restored: Timestamp?) async throws {
    var values = [CounterKeys.age(buckets[0]), "\(age)"]
    if let restored { values += [CounterKeys.restored(buckets[0]), "\(restored.milliseconds)"] }
    _ = try await send([RedisCommand(["MSET"] + values)])
  }
}
