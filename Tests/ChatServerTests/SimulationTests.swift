import ChatModel
import ChatServer
import Doubles
import Foundation
import Testing

/// The counts are exact once everything is quiet, whatever happened before.
///
/// The shares use all cores; `Assets/test` runs them before the tests that wait for whole systems with deadlines.
struct SimulationTests {
  @Test(arguments: 0..<8)
  func countsAreExactAfterAnySchedule(share: UInt64) async throws {
    var happened: Set<Sometimes> = []
    for seed in share * 50..<(share + 1) * 50 {
      let system = try await expectExact(seed: seed)
      happened.note(system)
    }
    // A run in which one of these never came about has shown nothing of it.
    #expect(happened == Set(Sometimes.allCases))
  }

  /// The same in short schedules, and very many of them: 100,000 in CI, a twentieth elsewhere.
  ///
  /// `DOGEAR_SCHEDULES` says how many; what is found is found by its seed above, too.
  @Test(arguments: 0..<16)
  func shortSchedules(share: UInt64) async throws {
    let environment = ProcessInfo.processInfo.environment
    let usual: UInt64 = environment["CI"] == nil ? 5_000 : 100_000
    let count = environment["DOGEAR_SCHEDULES"].flatMap(UInt64.init) ?? usual
    for seed in share * count / 16..<(share + 1) * count / 16 {
      _ = try await expectExact(seed: 1_000_000 + seed, steps: 40)
    }
  }

  /// Beside a database that was restored from an older backup, with everything delivered again, all is as it was.
  @Test(arguments: 0..<4)
  func aRestoredDatabase(share: UInt64) async throws {
    for seed in share * 50..<(share + 1) * 50 {
      var system = try await SimulatedSystem(seed: 5_000_000 + seed, isSampling: false, hasStatements: false)
      let backup = system.store.backup()
      await system.play(300, seed: seed)
      let middle = system.random.oneIn(2) ? system.store.backup() : backup
      await system.play(300, seed: seed + 1)
      await system.settle(quiet: 60)
      await system.restore(middle)
      let violations = try await Violations(of: system).found
      #expect(violations.isEmpty, "seed \(5_000_000 + seed): \(violations.joined(separator: "; "))")
    }
  }

  /// Beside one that was restored while servers were about anything: what it has lost is lost, and the rest is right.
  @Test(arguments: 0..<4)
  func aDatabaseRestoredInTheMiddle(share: UInt64) async throws {
    for seed in share * 50..<(share + 1) * 50 {
      var system = try await SimulatedSystem(seed: 6_000_000 + seed, isSampling: true)
      await system.play(250, seed: seed)
      let backup = system.store.backup()
      await system.play(250, seed: seed + 1)
      system.store.restore(backup)
      await system.play(250, seed: seed + 2)
      await system.settle(quiet: 400)
      let violations = try await Violations(ofWhatIsLeftIn: system).found
      #expect(violations.isEmpty, "seed \(6_000_000 + seed): \(violations.joined(separator: "; "))")
    }
  }

  @Test func aScheduleIsShortenedToWhatMatters() async throws {
    let omitted = try await Shortening(steps: 100).omitted { !$0.contains(17) && !$0.contains(80) }
    #expect(Set(0..<100).subtracting(omitted) == [17, 80])
    #expect(try await Shortening(steps: 10).omitted { _ in true }.count == 10)
  }

  /// What would go wrong is found: a double that makes one mistake is caught within some hundreds of schedules.
  @Test(arguments: Mutation.allCases)
  func everyMutationIsCaught(mutation: Mutation) async throws {
    for seed in UInt64(0)..<1_000 {
      let system = try await run(seed: seed, mutation: mutation)
      if try await !Violations(of: system).found.isEmpty { return }
    }
    Issue.record("\(mutation.rawValue) was not caught by any of 1,000 schedules")
  }

  /// A whole schedule, with everything at rest in the end.
  private func run(
    seed: UInt64, steps: Int = 600, mutation: Mutation? = nil, leavingOut omitted: Set<Int> = [],
    isTelling: Bool = false
  ) async throws -> SimulatedSystem {
    var system = try await SimulatedSystem(
      seed: seed, mutation: mutation, isSampling: mutation == nil && seed % 2 == 1)
    system.isTelling = isTelling
    // At every step of the long ones, since it takes as long as the step.
    system.isWatched = steps >= 600 && mutation == nil
    await system.play(steps, seed: seed, leavingOut: omitted)
    // The last events are worked off while a bucket is being rebuilt.
    system.counters.lose(Bucket(Int(seed % 4)))
    await system.settle(quiet: steps < 600 ? 20 : 400)
    return system
  }

  /// Expects that nothing is wrong after a schedule; else tells the shortest part of it after which it still is.
  private func expectExact(seed: UInt64, steps: Int = 600) async throws -> SimulatedSystem {
    let system = try await run(seed: seed, steps: steps)
    let violations = try await Violations(of: system).found
    guard !violations.isEmpty else { return system }
    let omitted = try await Shortening(steps: steps).omitted { omitted in
      let system = try await run(seed: seed, steps: steps, leavingOut: omitted)
      return try await !Violations(of: system).found.isEmpty
    }
    let short = try await run(seed: seed, steps: steps, leavingOut: omitted, isTelling: true)
    Issue.record(
      """
      seed \(seed): \(violations.joined(separator: "; "))
      It comes to this, in \(steps - omitted.count) of \(steps) steps:
      \(short.story.joined(separator: "\n"))
      \(try await Violations(of: short).found.joined(separator: "; "))
      """)
    return system
  }
}

/// Finds which steps of a schedule can be left out with something still going wrong (delta debugging: Zeller, Hildebrandt,
/// "Simplifying and Isolating Failure-Inducing Input", IEEE TSE 28, 2002; without its complements).
struct Shortening {
  let steps: Int

  /// The steps that can be left out.
  /// - Parameter fails: Whether something goes wrong without these.
  func omitted(_ fails: (Set<Int>) async throws -> Bool) async throws -> Set<Int> {
    var omitted: Set<Int> = []
    var size = steps / 2
    while size > 0 {
      for start in stride(from: 0, to: steps, by: size) {
        let more = omitted.union(start..<min(start + size, steps))
        if more != omitted, try await fails(more) { omitted = more }
      }
      size /= 2
    }
    return omitted
  }
}
