import Patterns
import Redis

/// The patterns B and C: a maximum for each membership in Redis, in pipelines.
///
/// `ZADD … GT` is a max register: replayed or out of order, the highest seq stays. C also joins the event into the set
/// of what the sync has to write, again as a maximum, so that the sync reads key and seq at once.
actor RedisWorker: PatternWorker {
  nonisolated let most = 256
  private let connection: RedisConnection
  private let marksDirty: Bool

  nonisolated var unownedExecutor: UnownedSerialExecutor { connection.unownedExecutor }

  init(_ backends: Backends, number: Int, marksDirty: Bool) {
    connection = backends.redisConnection(name: "bench-redis-\(number)")
    self.marksDirty = marksDirty
  }

  func record(_ events: ArraySlice<ReadEvent>) async throws {
    var commands: [RedisCommand] = []
    commands.reserveCapacity(2 * events.count)
    for event in events {
      let key = Readers.key(of: event.membership)
      let (user, channel, seq) = (key.user.rawValue, key.channel.rawValue, String(event.seq))
      commands.append(["ZADD", RedisRegisters.key(of: user), "GT", seq, channel])
      if marksDirty { commands.append(["ZADD", RedisRegisters.dirty, "GT", seq, "\(user) \(channel)"]) }
    }
    for reply in try await connection.pipeline(commands) { _ = try reply.checked("recording receipts") }
  }

  func close() async {
    await connection.close()
  }
}
