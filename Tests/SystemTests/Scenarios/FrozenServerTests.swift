import Glibc
import TestSupport
import Testing

@Suite("A server that is frozen", .timeLimit(.minutes(20)))
struct FrozenServerTests {
  @Test(
    "until others have taken its work, and then goes on where it was, spoils nothing",
    arguments: Broker.allCases)
  func zombie(broker: Broker) async throws {
    try await System.run(broker) { system in
      let world = try await system.addWorld(users: 40, channels: 12)
      let zombie = try await system.serve()
      _ = try await system.serve()
      let load = try await Load.run(on: system, world) { load in
        try await eventually("both servers number messages") {
          [1, 2].allSatisfy { system.logged(by: $0).contains("messages: batch done") }
        }
        zombie.signal(SIGSTOP)
        try await load.expectStoredEverywhere(30)
        zombie.signal(SIGCONT)
        try await load.expectStoredEverywhere(30)
      }
      try await load.expectEverythingCounted()
      #expect(zombie.isRunning)
    }
  }
}
