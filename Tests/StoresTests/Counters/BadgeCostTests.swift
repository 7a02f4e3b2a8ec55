import Assets
import ChatModel
import Redis
import Stores
import Testing

/// Badges are numbers: however much is unread, reading them is one look at one hash.
@Suite(.timeLimit(.minutes(20))) struct BadgeCostTests {
  private let channels = (0..<1_000).map { ChannelID(stored: "room-\($0)") }

  private func withMentions(
    _ body: (RedisCounters, RedisConnection) async throws -> Void
  ) async throws {
    try await withPrivateRedis { _, endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = RedisCounters(connection, library: Assets.functions)
      try await counters.buildAll()
      let plain = Unread(head: 20, read: .read(5, epoch: 0))
      var mentioned = plain
      mentioned.mentions = Set(11...20)
      for (user, unread) in [(alice, plain), (bob, mentioned)] {
        try await counters.join(
          Dictionary(uniqueKeysWithValues: channels.map { (UserChannel(user, $0), unread) }))
      }
      try await body(counters, connection)
      await connection.close()
    }
  }

  @Test("1,000 channels with 10,000 unread mentions cost what they cost without")
  func allOfThem() async throws {
    try await withMentions { counters, connection in
      var costs: [[String: Int]] = []
      for (user, mentions) in [(alice, 0), (bob, 10)] {
        _ = try await counters.counters(of: user, in: [channels[0]], listing: [])
        _ = try await connection.send(["CONFIG", "RESETSTAT"])
        let found = try await counters.counters(of: user, in: nil, listing: [])
        costs.append(try await RedisStatistics(connection).calls.filter { !$0.key.contains("|") })
        #expect(found.count == channels.count)
        #expect(
          found.allSatisfy { $1.numbers.badge(in: $0) == Badge(unread: 15, mentions: mentions) })
      }
      #expect(costs[0] == ["fcall": 1, "get": 1, "hgetall": 1])
      #expect(costs[0] == costs[1])
    }
  }

  @Test("The seqs of one channel come along in the same round trip, and cost what that one has")
  func oneOfThem() async throws {
    try await withMentions { counters, connection in
      _ = try await connection.send(["CONFIG", "RESETSTAT"])
      let found = try await counters.counters(of: bob, in: nil, listing: [channels[7]])
      let statistics = try await RedisStatistics(connection)
      #expect(statistics.calls["fcall"] == 2)
      #expect(statistics.calls["zrangebyscore"] == 1)
      #expect(found.filter { $0.value.unread.mentions.count == 10 }.map(\.key) == [channels[7]])
    }
  }
}
