import ChatModel
import ChatServer
import Crowd
import Measure
import Service
import Simulation
import Stores
import Synchronization

/// Faults one after the other on a system under load, each looked at when it is over.
struct FaultRun: Sendable {
  let rows: [Fault]
  let seed: UInt64
  let servers: Int
  let receipts: Int
  let messages: Int
  /// How long faults at random go on after each row has come once.
  let duration: Duration
  let freeze: Duration
  let command: String
  let kafkaHome: String?
  let isQuiet: Bool

  /// How long it may take until everything is well again.
  private static let patience: Duration = .seconds(120)
  /// A reader scrolls every two seconds.
  private static let readersPerReceipt = 2.1

  /// Starts everything, and ends it.
  func run() async throws -> Report {
    let found = Mutex<Report?>(nil)
    let began = ContinuousClock.now
    try await Hosting(
      stack: .throwaway(kafkaHome: kafkaHome), crowd: nil, server: false, isQuiet: isQuiet,
      patience: .verdictPatience
    )
    .run { host in
      Simulating {
        let report = try await measure(host)
        found.withLock { $0 = report }
      }
    }
    guard var report = found.withLock({ $0 }) else { throw CancellationError() }
    report.seconds = (.now - began) / .seconds(1)
    return report
  }

  private func measure(_ host: StackHost) async throws -> Report {
    let fleet = try ServerFleet(host.backends.endpoints)
    do {
      for _ in 0..<servers { try await fleet.start() }
      let report = try await measure(host, fleet)
      await fleet.stop()
      return report
    } catch {
      await fleet.stop()
      throw error
    }
  }

  private func measure(_ host: StackHost, _ fleet: ServerFleet) async throws -> Report {
    let steps = StepList(isQuiet: isQuiet)
    let backends = host.backends
    try await steps.step("\(servers) servers") {
      let counters = backends.counters(name: "dogear-faults", loading: false)
      try await waitUntil("the first server") { (try? await counters.unbuilt().isEmpty) ?? false }
    }
    let population = Population(world, run: String(UInt32.random(in: .min ... .max), radix: 36))
    try await steps.step("World: \(world.users) users, \(population.slotCount) memberships") {
      try await SimulatedWorld(population: population, backends: backends).create { _ in }
    }
    let load = try FaultLoad(backends, population, stage)
    defer { load.cancel() }
    let puller = FaultPuller(host: host, fleet: fleet, population: population, freeze: freeze)
    var report = Report(title: "faults", command: command)
    report.machine += try await BenchChecks(backends: backends).versions(kafkaHome: kafkaHome)
    var tally = FaultTally()
    var look = FaultLook(loop: load.loop, backends: backends, watch: load.watch, fleet: fleet, runUp: runUp)
    try await pullAll(&look, puller, &tally)
    report.verdicts = try await told("load") {
      try await load.finish(within: Self.patience)
      return []
    }
    report.verdicts += try await told("verification") {
      try await steps.step("Verifying every count, receipt and message at rest") {
        try await look.verify()
      }
    }
    report.settings = settings(population)
    report.tables = [tally.table]
    report.verdicts += tally.verdicts
    return report
  }

  /// Makes an error a verdict: what was found before is told all the same.
  private func told(_ name: String, _ body: () async throws -> [Verdict]) async throws -> [Verdict] {
    do {
      return try await body()
    } catch {
      if error.isOfCancellation { throw error }
      return [Verdict(name: name, holds: false, sentence: "the \(name) failed: \(error)")]
    }
  }

  /// What comes in two seconds.
  private var runUp: Int { 2 * (receipts + messages) }

  private func settings(_ population: Population) -> [Fact] {
    [
      Fact("receipts/s", receipts), Fact("messages/s", messages), Fact("servers", servers),
      Fact("memberships", population.slotCount), Fact("seed", seed),
      Fact("frozen for", "\(freeze.inWords)"),
    ]
  }

  private var world: WorldPlan {
    var world = WorldPlan()
    world.users = max(20, Int(Double(receipts) * Self.readersPerReceipt / (1 - world.silent)))
    // Channels of some hundred members each, so that messages reach people and not everybody.
    world.channels = max(4, world.users / 10)
    world.zipf = 0.5
    world.seed = seed
    return world
  }

  private var stage: Stage {
    var stage = Stage(name: "load")
    stage.duration = .seconds(86_400)
    stage.posts = Double(messages)
    return stage
  }
}
