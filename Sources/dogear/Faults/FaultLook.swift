import ChatModel
import ChatServer
import Measure
import Simulation
import Stores

/// Looks at what a fault did.
struct FaultLook: Sendable {
  let loop: SimulationLoop
  let backends: Backends
  let watch: StalenessWatch
  let fleet: ServerFleet
  /// Events that Kafka takes before a plug is pulled: the load has just been let go, and a fault is to find much under way.
  let runUp: Int
  /// What the comparisons have found by now, all of them together.
  private(set) var found = LedgerFindings()

  private static let patience: Duration = .seconds(120)
  private static let pause: Duration = .milliseconds(50)

  /// Lets a fault happen, waits under load until all that had been sent by its end is stored and counted, and then holds the
  /// load and compares everything: at rest there is no count that may be on its way.
  /// - Parameter fault: Returns an outcome with what it has seen itself.
  mutating func outcome(of fault: () async throws -> FaultOutcome) async throws -> FaultOutcome {
    let loop = loop
    let start = await loop.outcomes.acknowledged
    let wanted = start + runUp
    try await waitUntil("the load", within: Self.patience, every: Self.pause) {
      await loop.outcomes.acknowledged >= wanted
    }
    _ = await fleet.news()
    watch.reset()
    let before = await loop.outcomes
    var outcome = try await fault()
    let ended = ContinuousClock.now
    // What was sent while the broker was away is not in the log yet.
    try await loop.settle(within: Self.patience)
    if try await isWell() { outcome.recovery = (.now - ended) / .milliseconds(1) }
    outcome.staleness = watch.worst
    let after = await loop.outcomes
    outcome.acknowledged = after.acknowledged - before.acknowledged
    outcome.failed = after.failed - before.failed
    outcome.unknown = after.unknown - before.unknown
    defer { loop.goOn() }
    try await loop.hold(within: Self.patience)
    let meanwhile = try await newsAtRest()
    try await compare(&outcome)
    let atRest = await fleet.news()
    outcome.healed(atRest.healed)
    outcome.absorbed = meanwhile.repeated + atRest.repeated
    return outcome
  }

  /// Compares everything once the load has ended.
  func verify() async throws -> [Verdict] {
    _ = try await newsAtRest()
    let check = SimulationCheck(
      backends: backends, population: loop.population, ledger: await loop.crew.ledger)
    let verdicts = try await check.run(patience: Self.patience)
    let healed = await fleet.news().healed
    guard healed > 0 else { return verdicts }
    return verdicts + [
      Verdict(name: "healed", holds: false, sentence: FaultOutcome.sentence(healed: healed))
    ]
  }

  /// What the servers tell of the time before all is at rest.
  ///
  /// While a flow waits for a broken service, a server may take a count for wrong. At rest one that it heals was wrong, and
  /// whoever compares may come too late to find it.
  private func newsAtRest() async throws -> ServerNews {
    _ = try await isWell()
    return await fleet.news()
  }

  /// Compares every count with the database, and the database with the ledger.
  ///
  /// A service that has just come back may still refuse somebody; what could not be compared in time counts as wrong.
  private mutating func compare(_ outcome: inout FaultOutcome) async throws {
    let check = SimulationCheck(
      backends: backends, population: loop.population, ledger: await loop.crew.ledger)
    do {
      let counts = try await patiently { try await check.counts(patience: Self.patience) }
      let all = try await patiently { try await check.findings() }
      outcome.compared(counts, all.beyond(found))
      found = all
    } catch {
      if error.isOfCancellation { throw error }
      outcome.couldNotCompare(error)
    }
  }

  /// Waits until what is in the log now is worked off, and the counters are there.
  /// - Returns: Whether that came in time.
  private func isWell() async throws -> Bool {
    let deadline = ContinuousClock.now + Self.patience
    let admin = try backends.admin()
    let counters = backends.counters(name: "dogear-faults-look", loading: false)
    let progress = backends.progress(admin)
    var targets: [LogPartition: Int64]?
    var isDone = false
    while !isDone, ContinuousClock.now < deadline {
      if let messages = try? await progress.messages.progress(),
        let receipts = try? await progress.receipts.progress()
      {
        let all = messages.merging(receipts) { $1 }
        let wanted = targets ?? all.mapValues(\.end)
        targets = wanted
        let isConsumed = wanted.allSatisfy { (all[$0.key]?.committed ?? 0) >= $0.value }
        let unbuilt = try? await counters.unbuilt()
        isDone = isConsumed && unbuilt?.isEmpty == true
      }
      if !isDone { try await Task.sleep(for: Self.pause) }
    }
    await admin.close()
    return isDone
  }

  /// Does something until it succeeds, but not for ever.
  /// - Throws: Why it failed at last.
  private func patiently<Value>(_ body: () async throws -> Value) async throws -> Value {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      do {
        return try await body()
      } catch {
        guard ContinuousClock.now < deadline else { throw error }
        try await Task.sleep(for: .milliseconds(500))
      }
    }
  }
}
