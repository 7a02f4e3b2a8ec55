import Assets
import ChatModel
import Redis
import Stores
import Testing

/// One message to a thousand members is a handful of calls, not a thousand.
@Suite(.timeLimit(.minutes(20))) struct FanOutCostTests {
  private static let members = 1_000

  @Test("A fan-out to 1,000 members is one call a bucket and nothing else")
  func calls() async throws {
    try await withPrivateRedis { _, endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = RedisCounters(connection, library: Assets.functions)
      try await counters.buildAll()
      let people = users("user", Self.members)
      func fanOut(_ seq: Seq) -> FanOut {
        FanOut(
          channel: incidents, head: seq, everyone: [seq], members: people.map { Member(user: $0, floor: 0) },
          special: [alice: Unread(head: seq, read: .read(seq, epoch: 0), uncounted: [seq])])
      }
      // The first one creates the counters, which takes a second round.
      try await counters.deliver([fanOut(1)])
      _ = try await connection.send(["CONFIG", "RESETSTAT"])
      try await counters.deliver([fanOut(2)])
      let statistics = try await RedisStatistics(connection)
      // One for the author's own delta, and less than 500 members in each bucket.
      #expect(statistics.calls["fcall"] == Bucket.usualCount + 1)
      // Redis counts what a function calls as well; no script can subscribe, so these would be the clients'.
      #expect(statistics.calls["publish"] == nil)
      #expect(statistics.calls["hset"] == Self.members + 1)
      #expect(statistics.calls["zcount"] == nil)
      // How often the server read from a socket bounds the round trips from above: 16 KiB a read, and INFO itself.
      #expect(statistics.reads <= 12)
      #expect(try await counters.badge(UserChannel(people[999], incidents)) == Badge(unread: 2, mentions: 2))
    }
  }

  @Test("A crowded bucket is served in chunks, so that others get in between")
  func chunks() async throws {
    try await withPrivateRedis { _, endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = RedisCounters(connection, library: Assets.functions, bucketCount: 1)
      try await counters.buildAll()
      let people = users("user", Self.members + 1)
      func fanOut(_ seq: Seq) -> FanOut {
        FanOut(
          channel: incidents, head: seq, everyone: [], members: people.map { Member(user: $0, floor: 0) },
          special: [:])
      }
      try await counters.deliver([fanOut(1)])
      _ = try await connection.send(["CONFIG", "RESETSTAT"])
      try await counters.deliver([fanOut(2)])
      #expect(try await RedisStatistics(connection).calls["fcall"] == 3)
    }
  }
}
