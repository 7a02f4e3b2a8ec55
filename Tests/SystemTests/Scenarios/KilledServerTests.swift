import Testing

@Suite("A server that is killed", .timeLimit(.minutes(20)))
struct KilledServerTests {
  @Test(
    "again and again under load loses nothing, counts nothing twice and leaves no gap",
    arguments: Broker.allCases)
  func killedAgainAndAgain(broker: Broker) async throws {
    try await System.run(broker) { system in
      let world = try await system.addWorld(users: 40, channels: 5)
      var server = try await system.serve()
      let load = try await Load.run(on: system, world) { load in
        for _ in 1...4 {
          try await load.expectStored(.random(in: 1...400))
          await server.kill9()
          server = try await system.serve()
        }
        // Once more in the middle of its start, when it rebuilds and joins.
        await server.kill9()
        _ = try await system.serve()
        try await load.expectStored(100)
      }
      try await load.expectEverythingCounted()
    }
  }
}
