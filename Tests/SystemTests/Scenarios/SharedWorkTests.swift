import ChatModel
import Glibc
import TestSupport
import Testing

@Suite("Servers that share the work", .timeLimit(.minutes(20)))
struct SharedWorkTests {
  @Test(
    "one is killed and the other takes all of it over; SIGTERM then ends that one in order",
    arguments: Broker.allCases)
  func twoServers(broker: Broker) async throws {
    try await System.run(broker) { system in
      let world = try await system.addWorld(users: 40, channels: 12)
      let first = try await system.serve()
      let second = try await system.serve()
      let load = try await Load.run(on: system, world) { load in
        try await eventually("both servers work on messages and receipts") {
          [1, 2].allSatisfy { number in
            let log = system.logged(by: number)
            return log.contains("messages: batch done") && log.contains("receipts: batch done")
          }
        }
        let owners = try await eventually("all buckets are synced") { try await leaseHolders(system) }
        let (victim, heir) = owners.contains(first.pid) ? (first, second) : (second, first)
        await victim.kill9()
        try await eventually("the other syncs all buckets") { try await leaseHolders(system) == [heir.pid] }
        // Partitions that move while it ends are somebody else's to commit.
        try await load.expectStoredEverywhere(20)
        try await endInOrder(heir, system, load)
      }
      _ = try await system.serve()
      try await load.expectEverythingCounted()
      #expect(!repeats(system.logged(by: 3)), "everything in flight had been committed")
    }
  }

  /// Ends the only server by SIGTERM under load.
  private func endInOrder(_ server: Program, _ system: System, _ load: Load) async throws {
    server.signal(SIGTERM)
    #expect(try await server.ended(within: .seconds(60)) == .exited(0))
    let stored = try await system.storedMessages()
    let committed = try await system.committed(system.topics.messages)
    #expect(stored == committed, "what is stored is committed; the logs end with\n\(system.lastLines)")
    let leases = try await leases(system)
    #expect(leases.isEmpty, "leases were given back")
    try await load.expectAcknowledged(50)
  }

  private func repeats(_ log: String) -> Bool {
    log.split(separator: "\n").contains { line in
      line.contains("messages: batch done") && !line.contains("repeated=0")
    }
  }

  /// The processes that hold the buckets' leases, if all are held.
  private func leaseHolders(_ system: System) async throws -> Set<Int32>? {
    let owners = try await leases(system)
    guard owners.count == Bucket.usualCount else { return nil }
    return Set(owners.compactMap { $0.split(separator: "-").dropFirst().first.flatMap { Int32($0) } })
  }

  private func leases(_ system: System) async throws -> [String] {
    let keys = Bucket.all(Bucket.usualCount).map { "dogear:{\($0)}:lease" }
    return try await system.redis.send(.init(["MGET"] + keys)).array?.compactMap(\.string) ?? []
  }
}
