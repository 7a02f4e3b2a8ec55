import ChatModel
import Redis

extension RedisCounters: CounterWriter {
  /// The most members, or reads, in one call: some 1 ms of Redis's one thread, so that others get in between.
  private static let mostMembers = 500
  /// The most deltas in one call.
  private static let mostDeltas = 200

  /// Applies messages to all members; see the port.
  ///
  /// One call a bucket, channel and 500 members, and others for those to whom something special applies, all in one round
  /// trip.
  public func fanOut(_ fanOuts: [FanOut]) async throws -> [UserChannel] {
    // What is special to a member goes first: its delta holds the head too, so the badge never shows one without the
    // other.
    var special: [UserChannel: Unread] = [:]
    for fanOut in fanOuts {
      for (user, delta) in fanOut.special {
        special[UserChannel(user, fanOut.channel), default: Unread()].join(delta)
      }
    }
    let updates = deltaCalls("update", special)
    var calls = updates.map(\.call)
    var chunks: [(fanOut: FanOut, members: ArraySlice<Member>)] = []
    for fanOut in fanOuts {
      for (bucket, members) in Dictionary(grouping: fanOut.members, by: { bucket(of: $0.user) }) {
        for chunk in members.chunked(by: Self.mostMembers) {
          calls.append(Self.call(fanOut, chunk, in: bucket))
          chunks.append((fanOut, chunk))
        }
      }
    }
    calls += leaveCalls(fanOuts)
    let (replies, refused) = try await attempt(calls)
    guard refused.isEmpty else { throw CountersNotBuilt(buckets: refused) }
    var missing: [UserChannel] = []
    for (reply, update) in zip(replies, updates) {
      missing += Self.missing(reply).map { update.keys[$0] }
    }
    for (reply, chunk) in zip(replies.dropFirst(updates.count), chunks) {
      missing += Self.missing(reply).map { index in
        UserChannel(chunk.members[chunk.members.startIndex + index].user, chunk.fanOut.channel)
      }
    }
    return missing
  }

  private static func call(
    _ fanOut: FanOut, _ members: ArraySlice<Member>, in bucket: Bucket
  ) -> FunctionCall {
    var call = FunctionCall("fan_out", bucket, [fanOut.channel.rawValue])
    call.append(fanOut.head)
    call.append(fanOut.everyone.count)
    for seq in fanOut.everyone { call.append(CounterCodec.everyone(seq)) }
    call.append(fanOut.uncounted.count)
    for seq in fanOut.uncounted { call.append(seq) }
    for member in members { call.append(member.user.rawValue) }
    return call
  }

  /// What takes away the counters of those who left, in the same round trip as everything else.
  private func leaveCalls(_ fanOuts: [FanOut]) -> [FunctionCall] {
    fanOuts.flatMap { fanOut in
      Dictionary(grouping: fanOut.departed.sorted { $0.key < $1.key }, by: { bucket(of: $0.key) }).map {
        bucket, departed in
        var call = FunctionCall("leave", bucket, [fanOut.channel.rawValue])
        for (user, turn) in departed {
          call.append(user.rawValue)
          call.append(turn)
        }
        return call
      }
    }
  }

  /// Joins what was read into the counters that are there; see the port.
  ///
  /// Some three words a read, one call a bucket and 500 of them, all in one round trip.
  public func read(_ reads: [CoalescedReceipts]) async throws -> [Int] {
    var byBucket = [[Int]](repeating: [], count: buckets.count)
    for (index, read) in reads.enumerated() { byBucket[bucket(of: read.key.user).index].append(index) }
    var calls: [FunctionCall] = []
    var chunks: [ArraySlice<Int>] = []
    for (bucket, indices) in zip(buckets, byBucket) {
      for chunk in indices.chunked(by: Self.mostMembers) {
        var call = FunctionCall("read", bucket)
        for index in chunk {
          let (key, state) = (reads[index].key, reads[index].state)
          call.append(key.user.rawValue)
          call.append(key.channel.rawValue)
          if state.marker == ReadMarker(seq: state.position) {
            call.append(state.position)
          } else {
            call.append("\(state.position) \(state.marker.epoch) \(state.marker.seq)")
          }
        }
        calls.append(call)
        chunks.append(chunk)
      }
    }
    return zip(try await call(calls), chunks).flatMap { reply, chunk in
      Self.missing(reply).map { chunk[chunk.startIndex + $0] }
    }
  }

  /// The places, from 0, of those whose counter was not there.
  private static func missing(_ reply: RedisValue) -> [Int] {
    (reply.array ?? []).compactMap(\.integer).map { Int($0) - 1 }
  }

  /// Joins deltas into single counters; see the port.
  public func join(_ deltas: [UserChannel: Unread]) async throws {
    _ = try await call(deltaCalls("join", deltas).map(\.call))
  }

  /// Deletes counters; see the port.
  ///
  /// Dirty marks go by themselves.
  public func remove(_ keys: [UserChannel]) async throws {
    _ = try await send(
      keys.flatMap { key in
        let bucket = bucket(of: key.user)
        return [
          RedisCommand(["HDEL", CounterKeys.state(key.user, bucket), key.channel.rawValue]),
          RedisCommand(["UNLINK"] + CounterKeys.seqs(key, bucket)),
        ]
      })
  }

  private func deltaCalls(
    _ name: String, _ deltas: [UserChannel: Unread]
  ) -> [(call: FunctionCall, keys: [UserChannel])] {
    Dictionary(grouping: deltas.sorted { $0.key < $1.key }, by: { bucket(of: $0.key.user) }).flatMap {
      (bucket, entries) in
      entries.chunked(by: Self.mostDeltas).map { chunk in
        var call = FunctionCall(name, bucket)
        for (key, delta) in chunk { CounterCodec.append(key, delta, to: &call) }
        return (call, chunk.map(\.key))
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
