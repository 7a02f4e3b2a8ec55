import ChatModel
import TestSupport
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
      // Some 2,000 receipts a second.
      let load = try await Load.run(on: system, world, receipts: 30) { load in
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

  @Test("under fifty clients that post at once leaves no message uncounted")
  func killedUnderFifty() async throws {
    try await System.run(.inProcess) { system in
      let world = try await system.addWorld(users: 50, channels: 3)
      var server = try await system.serve()
      let posting = Task {
        try await withThrowingTaskGroup(of: Int.self) { group in
          for (index, user) in world.users.enumerated() {
            group.addTask {
              var sent = 0
              while !Task.isCancelled {
                try await system.say("hello", by: user, in: world.channels[index % 3], id: "\(index)-\(sent)")
                sent += 1
                try? await Task.sleep(for: .milliseconds(200))
              }
              return sent
            }
          }
          return try await group.reduce(0, +)
        }
      }
      for stored: Int64 in [300, 700, 1_200] {
        try await eventually("\(stored) are stored") { try await system.storedMessages() >= stored }
        await server.kill9()
        server = try await system.serve()
      }
      posting.cancel()
      let sent = try await posting.value
      try await system.expectNoDifference(in: world)
      let stored = try await system.storedMessages()
      #expect(stored == sent, "what Kafka has acknowledged is stored, once")
    }
  }
}
