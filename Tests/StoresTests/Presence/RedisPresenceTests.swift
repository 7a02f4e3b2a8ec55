import Assets
import ChatModel
import Redis
import Stores
import TestSupport
import Testing

/// What presence leaves in the servers: next to nothing, and not for long.
@Suite(.timeLimit(.minutes(20))) struct RedisPresenceTests {
  @Test("Every key expires by itself, with the terminal that stays longest")
  func expiry() async throws {
    try await Servers.shared.value.withRedisDatabase { endpoint in
      let connection = RedisConnection(endpoint, name: "expiry")
      let terminals = ["one", "two"].map { RedisPresence(connection, token: $0) }
      let user = UserID(stored: "expiry")
      func expiry() async throws -> Int64 {
        var longest: Int64 = 0
        for key in try await connection.send(["KEYS", "*"]).array ?? [] {
          longest = max(longest, try await connection.send(["PTTL", key.string ?? ""]).integer ?? 0)
        }
        return longest
      }
      try await terminals[0].announce(user, for: .seconds(600))
      try await terminals[1].announce(user, for: .seconds(60))
      #expect(try await connection.send(["DBSIZE"]).integer == 1)
      #expect((500_000...600_000).contains(try await expiry()))
      try await terminals[0].withdraw(user)
      #expect((1...60_000).contains(try await expiry()))
      try await terminals[0].announce(user, for: .seconds(120))
      try await terminals[0].announce(user, for: .milliseconds(1))
      #expect((1...60_000).contains(try await expiry()))
      try await terminals[1].withdraw(user)
      try await eventually("nothing is left") { try await connection.send(["DBSIZE"]).integer == 0 }
      await connection.close()
    }
  }

  @Test("A rebuild of the counters leaves it alone")
  func rebuild() async throws {
    try await Servers.shared.value.withRedisDatabase { endpoint in
      let connection = RedisConnection(endpoint, name: "rebuild")
      let presence = RedisPresence(connection, token: "one")
      let people = users("rebuild-", 20)
      for user in people { try await presence.announce(user, for: .seconds(60)) }
      let counters = RedisCounters(connection, library: Assets.functions)
      try await counters.buildAll()
      #expect(try await presence.online(of: people) == Set(people))
      await connection.close()
    }
  }

  @Test("A key that holds something else is an error, and no harm to the others")
  func wrongType() async throws {
    try await Servers.shared.value.withRedisDatabase { endpoint in
      let connection = RedisConnection(endpoint, name: "wrong")
      let presence = RedisPresence(connection, token: "one")
      let people = users("wrong-", 2)
      try await presence.announce(people[0], for: .seconds(60))
      let key = try #require(try await connection.send(["RANDOMKEY"]).string)
      _ = try await connection.send(["SET", key, "something else"])
      await #expect(throws: RedisError.self) { try await presence.announce(people[0], for: .seconds(60)) }
      try await presence.announce(people[1], for: .seconds(60))
      #expect(try await presence.online(of: people).contains(people[1]))
      await connection.close()
    }
  }

  @Test("It needs no functions, so it works before any server runs, and after a restart at once")
  func restart() async throws {
    try await withPrivateRedis { stack, endpoint in
      let connection = RedisConnection(endpoint, name: "restart")
      let presence = RedisPresence(connection, token: "one")
      let user = UserID(stored: "restart")
      try await presence.announce(user, for: .seconds(60))
      #expect(try await presence.online(of: [user]) == [user])
      try await stack.kill(.redis)
      await #expect(throws: RedisError.self) { try await presence.online(of: [user]) }
      try await stack.restart(.redis)
      #expect(try await presence.online(of: [user]).isEmpty)
      try await presence.announce(user, for: .seconds(60))
      #expect(try await presence.online(of: [user]) == [user])
      await connection.close()
    }
  }

  @Test("PostgreSQL has no place for it")
  func schema() {
    for word in ["online", "presence", "typing"] { #expect(!Assets.schema.lowercased().contains(word)) }
  }
}
