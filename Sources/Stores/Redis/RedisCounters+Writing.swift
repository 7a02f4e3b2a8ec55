import ChatModel
import Redis

extension RedisCounters: CounterWriter {
  /// The most members in one call: some 0.3 ms of Redis's one thread, so that others get in between.
  private static let mostMembers = 500
  /// The most deltas in one call.
  private static let mostDeltas = 200

  /// Applies messages to all members; see the port.
  ///
  /// One call a bucket and channel, all in one round trip.
  public func fanOut(_ fanOuts: [FanOut]) async throws {
    var calls: [FunctionCall] = []
    for fanOut in fanOuts {
      // What is special to a member goes first: its delta holds the head too, so the badge never shows one without
      // the other.
      let special = fanOut.special.map { (UserChannel($0.key, fanOut.channel), $0.value) }
      calls += joins(Dictionary(uniqueKeysWithValues: special))
      let prefix =
        [fanOut.channel.rawValue, String(fanOut.head), String(fanOut.everyone.count)]
        + fanOut.everyone.map { String($0) }
      for (bucket, members) in Dictionary(grouping: fanOut.members, by: { bucket(of: $0.user) }) {
        for chunk in members.chunked(by: Self.mostMembers) {
          let pairs = chunk.flatMap { [$0.user.rawValue, String($0.floor)] }
          calls.append(FunctionCall(name: "fan_out", bucket: bucket, arguments: prefix + pairs))
        }
      }
    }
    _ = try await call(calls)
  }

  /// Joins deltas into single counters; see the port.
  public func join(_ deltas: [UserChannel: Unread]) async throws {
    _ = try await call(joins(deltas))
  }

  private func joins(_ deltas: [UserChannel: Unread]) -> [FunctionCall] {
    Dictionary(grouping: deltas.sorted { $0.key < $1.key }, by: { bucket(of: $0.key.user) }).flatMap {
      (bucket, entries) in
      entries.chunked(by: Self.mostDeltas).map { chunk in
        FunctionCall(
          name: "join", bucket: bucket, arguments: chunk.flatMap { CounterCodec.words($0.key, $0.value) })
      }
    }
  }
}

extension Array {
  /// The elements in order, in slices of at most `size`.
  func chunked(by size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
