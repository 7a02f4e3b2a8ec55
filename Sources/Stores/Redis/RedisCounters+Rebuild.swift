import ChatModel
import Redis

extension RedisCounters: CounterRebuild {
  /// The most deltas in one call of `restore`, and the most keys in one of `UNLINK`.
  private static let chunk = 200

  /// Those buckets that are not built; see the port.
  public func unbuilt() async throws -> [Bucket] {
    let build = try await expectedBuild()
    let replies = try await send(buckets.map { ["GET", CounterKeys.built($0)] })
    return zip(buckets, replies).filter { $1.string != build }.map(\.0)
  }

  /// Begins to build a bucket; see the port.
  public func begin(_ bucket: Bucket, token: String, for duration: Duration) async throws -> Bool {
    let replies = try await call([
      FunctionCall(name: "begin", bucket: bucket, arguments: [token, String(duration.milliseconds)])
    ])
    guard replies.first?.integer == 1 else { return false }
    try await forget(bucket)
    return true
  }

  /// Deletes the counters of a bucket that nobody else writes to at the moment.
  private func forget(_ bucket: Bucket) async throws {
    for pattern in CounterKeys.counters(bucket) {
      var cursor = "0"
      repeat {
        let reply = try await send([["SCAN", cursor, "MATCH", pattern, "COUNT", "1000"]]).first?.array ?? []
        cursor = reply.first?.string ?? "0"
        let keys = (reply.last?.array ?? []).compactMap(\.string)
        _ = try await send(keys.chunked(by: Self.chunk).map { RedisCommand(["UNLINK"] + $0) })
      } while cursor != "0"
    }
  }

  /// Joins counters into a bucket being built; see the port.
  public func restore(
    _ counters: [UserChannel: Unread], to bucket: Bucket, token: String, for duration: Duration
  ) async throws -> Bool {
    let calls = counters.sorted { $0.key < $1.key }.chunked(by: Self.chunk).map { chunk in
      FunctionCall(
        name: "restore", bucket: bucket, namesBuild: false,
        arguments: [token, String(duration.milliseconds)]
          + chunk.flatMap { CounterCodec.words($0.key, $0.value) })
    }
    return try await call(calls).allSatisfy { $0.integer == 1 }
  }

  /// Opens a bucket; see the port.
  public func finish(_ bucket: Bucket, token: String) async throws -> Bool {
    try await call([FunctionCall(name: "finish", bucket: bucket, arguments: [token])]).first?.integer == 1
  }

  /// Closes a bucket, so that it will be rebuilt.
  public func close(_ bucket: Bucket) async throws {
    _ = try await send([["DEL", CounterKeys.built(bucket)]])
  }
}
