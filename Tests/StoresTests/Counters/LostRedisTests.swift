import Assets
import ChatModel
import Redis
import Stack
import Stores
import Testing

/// What can happen to a Redis server as a whole; each test has one of its own.
@Suite(.timeLimit(.minutes(20))) struct LostRedisTests {
  private let key = UserChannel(alice, incidents)

  private func refuses(_ counters: RedisCounters) async throws -> Bool {
    do {
      _ = try await counters.counters(of: alice, in: nil)
      return false
    } catch is CountersNotBuilt {
      return true
    }
  }

  @Test("FLUSHALL is noticed at the next call")
  func flushAll() async throws {
    try await withPrivateRedis { _, endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = CounterBench.redisCounters(connection)
      try await counters.buildAll()
      try await counters.join([key: Unread(head: 3)])
      _ = try await connection.send(["FLUSHALL"])
      #expect(try await refuses(counters))
      await #expect(throws: CountersNotBuilt.self) { try await counters.join([key: Unread(head: 4)]) }
      try await counters.buildAll()
      try await counters.join([key: Unread(head: 4)])
      #expect(try await counters.badge(key) == Badge(unread: 4))
    }
  }

  @Test("Lost functions are loaded again, and the counters are still there")
  func functionFlush() async throws {
    try await withPrivateRedis { _, endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = CounterBench.redisCounters(connection)
      try await counters.buildAll()
      try await counters.join([key: Unread(head: 3)])
      _ = try await connection.send(["FUNCTION", "FLUSH"])
      #expect(try await refuses(counters))
      #expect(try await counters.badge(key) == Badge(unread: 3))
    }
  }

  @Test("A client does not load functions; it works as soon as a server has")
  func clientFirst() async throws {
    try await withPrivateRedis { _, endpoint in
      let client = RedisCounters(
        RedisConnection(endpoint, name: "client"), library: nil, bucketCount: CounterBench.bucketCount)
      #expect(try await refuses(client))
      let server = CounterBench.redisCounters(RedisConnection(endpoint, name: "server"))
      try await server.buildAll()
      try await server.join([key: Unread(head: 2)])
      #expect(try await client.badge(key) == Badge(unread: 2))
    }
  }

  @Test("A server that restarted empty, or with old data, is rebuilt before it is believed")
  func restart() async throws {
    try await withPrivateRedis { stack, endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = CounterBench.redisCounters(connection)
      try await counters.buildAll()
      try await counters.join([key: Unread(head: 3)])
      let old = try await dump(connection)
      #expect(old.count > CounterBench.bucketCount)
      try await stack.restart(.redis)
      #expect(try await refuses(counters))
      #expect(try await counters.unbuilt() == counters.buckets)
      for (name, bytes) in old {
        _ = try await connection.send(
          RedisCommand(binary: [Array("RESTORE".utf8), name, Array("0".utf8), bytes, Array("REPLACE".utf8)]))
      }
      #expect(try await counters.unbuilt() == counters.buckets, "the old data are of another run")
      #expect(try await refuses(counters))
      await #expect(throws: CountersNotBuilt.self) { try await counters.join([key: Unread(head: 4)]) }
      try await counters.buildAll()
      #expect(try await counters.counters(of: alice, in: nil).isEmpty)
    }
  }

  private func dump(_ connection: RedisConnection) async throws -> [(name: [UInt8], bytes: [UInt8])] {
    let names = try await connection.send(["KEYS", "dogear:*"]).array?.compactMap(\.bytes) ?? []
    let dumps = try await connection.pipeline(names.map { RedisCommand(binary: [Array("DUMP".utf8), $0]) })
    return zip(names, dumps.compactMap(\.bytes)).map { ($0, $1) }
  }

  @Test("A builder that lost its token deletes nothing any more")
  func lateForgetting() async throws {
    try await withPrivateRedis { _, endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = CounterBench.redisCounters(connection)
      try await counters.buildAll()
      try await counters.join([key: Unread(head: 3)])
      let tag = "dogear:{\(Bucket(of: alice, among: CounterBench.bucketCount))}"
      let reply = try await connection.send([
        "FCALL", "dogear_5_forget", "1", tag, "late", "60000", "\(tag):state:alice",
      ])
      #expect(reply == .integer(0))
      #expect(try await counters.badge(key) == Badge(unread: 3))
    }
  }
}
