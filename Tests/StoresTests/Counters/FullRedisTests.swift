import ChatModel
import Redis
import Testing

@Suite("A Redis without memory", .timeLimit(.minutes(20))) struct FullRedisTests {
  @Test("badges are read all the same; what it refuses is refused whole, and counts when there is room again")
  func full() async throws {
    try await withPrivateRedis { _, endpoint async throws in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = CounterBench.redisCounters(connection)
      try await counters.buildAll()
      let key = UserChannel(alice, incidents)
      let truth = Unread(head: 9, read: .read(3, epoch: 0), mentions: [5, 7])
      try await counters.join([key: truth])
      try await limit(connection, to: "1")
      #expect(
        try await counters.counters(of: alice, in: nil, listing: []) == [
          incidents: .counted(UnreadNumbers(truth))
        ])
      #expect(try await counters.counters(of: alice, in: nil) == [incidents: truth])
      #expect(try await counters.badge(key) == Badge(unread: 6, mentions: 2))
      let more = Unread(head: 10, mentions: [10])
      let error = await #expect(throws: RedisError.self) { try await counters.join([key: more]) }
      #expect("\(error.map { "\($0)" } ?? "")".contains("OOM"))
      #expect(try await counters.counters(of: alice, in: nil) == [incidents: truth])
      try await limit(connection, to: "0")
      try await counters.join([key: more])
      #expect(try await counters.badge(key) == Badge(unread: 7, mentions: 3))
      await connection.close()
    }
  }

  /// - Parameter memory: In bytes; 0 for no limit.
  private func limit(_ connection: RedisConnection, to memory: String) async throws {
    #expect(try await connection.send(["CONFIG", "SET", "maxmemory", memory]).string == "OK")
  }
}
