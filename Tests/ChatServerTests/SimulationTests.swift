import ChatModel
import ChatServer
import Doubles
import Testing

/// The counts are exact once everything is quiet, whatever happened before.
@Suite struct SimulationTests {
  /// The seeds in shares, so that all cores have something to do.
  @Test(arguments: 0..<8)
  func countsAreExactAfterAnySchedule(share: UInt64) async throws {
    for seed in share * 50..<(share + 1) * 50 {
      try await run(seed: seed)
    }
  }

  private func run(seed: UInt64) async throws {
    var system = try await SimulatedSystem(seed: seed)
    system.faults.set(oneIn: 12)
    for _ in 0..<600 {
      if system.random.oneIn(4) { try await system.disturb() }
      await system.step()
    }
    await system.settle()
    try await check(system, seed: seed)
  }

  private func check(_ system: SimulatedSystem, seed: UInt64) async throws {
    let truth = try await system.store.counters(of: system.users)
    var counters: [UserChannel: Unread] = [:]
    for user in system.users {
      for (channel, unread) in try await system.counters.counters(of: user, in: nil) {
        counters[UserChannel(user, channel)] = unread
      }
    }
    let snapshots = try await system.store.snapshots(of: system.users)
    let differences = Verification.compare(truth: truth, counters: counters, snapshots: snapshots)
    #expect(differences.isEmpty, "seed \(seed)")
    #expect(system.servers[0].isAtRest, "seed \(seed)")
    checkMessages(system, seed: seed)
    checkDeadLetters(system, seed: seed)
  }

  /// Every message that was sent is stored exactly once, and the seqs have no gap.
  private func checkMessages(_ system: SimulatedSystem, seed: UInt64) {
    var stored: [String] = []
    for channel in system.channels {
      let messages = system.store.allMessages(in: channel)
      #expect(messages.map(\.seq) == Array(1...Seq(max(1, messages.count))).prefix(messages.count).map { $0 })
      stored += messages.map(\.id)
    }
    #expect(stored.count == Set(stored).count, "seed \(seed)")
    #expect(Set(stored) == system.sent, "seed \(seed)")
  }

  /// Dead letters are only what can never be applied, each at least once.
  private func checkDeadLetters(_ system: SimulatedSystem, seed: UInt64) {
    let dead = system.log.records(of: system.topics.deadLetters)
    #expect((system.garbage == 0) == dead.isEmpty, "seed \(seed)")
    #expect(dead.count >= system.garbage, "seed \(seed)")
  }
}
