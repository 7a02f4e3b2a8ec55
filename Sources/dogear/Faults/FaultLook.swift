import ChatModel
import ChatServer
import Measure
import Simulation
import Stores
import Synchronization

/// Looks at what a fault did.
struct FaultLook: Sendable {
  let loop: SimulationLoop
  let backends: Backends
  let watch: StalenessWatch
  let fleet: ServerFleet
  /// Events that Kafka takes before a plug is pulled: the load has just been let go, and a fault is to find much under way.
  let runUp: Int

  private static let patience: Duration = .seconds(120)
  private static let pause: Duration = .milliseconds(50)

  /// Lets a fault happen, waits under load until all that had been sent by its end is stored and counted, and then holds the
  /// load and compares everything: at rest there is no count that may be on its way.
  /// - Parameter fault: Returns how many events it has seen lost itself.
  func outcome(of fault: () async throws -> Int) async throws -> FaultOutcome {
    var outcome = FaultOutcome()
    let start = await loop.outcomes.acknowledged
    try await waitUntil("the load is going", within: Self.patience, every: Self.pause) {
      await loop.outcomes.acknowledged >= start + runUp
    }
    _ = await fleet.absorbed()
    watch.reset()
    let before = await loop.outcomes
    outcome.lost = try await fault()
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
    try await compare(&outcome)
    outcome.absorbed = await fleet.absorbed()
    return outcome
  }

  /// Compares every count with the database, and the database with the ledger.
  ///
  /// A service that has just come back may still refuse somebody; what could not be compared in time counts as wrong.
  private func compare(_ outcome: inout FaultOutcome) async throws {
    let check = SimulationCheck(
      backends: backends, population: loop.population, ledger: await loop.crew.ledger)
    let counts = try await patiently { try await check.counts(patience: Self.patience) }
    let found = try await patiently { try await check.findings() }
    guard let counts, let found else {
      outcome.wrong += 1
      outcome.explanation =
        "it could not be compared: a service did not answer within \(Self.patience.inWords)"
      return
    }
    var explanations: [String] = []
    if !counts.holds {
      outcome.wrong += 1
      explanations.append(counts.sentence)
    }
    outcome.lost += found.lost
    let more = found.posts.doubled + found.posts.invented + found.inventedReads + found.gaps
    if more > 0 {
      outcome.wrong += more
      explanations.append(
        """
        \(found.posts.doubled) messages are there twice, \(found.posts.invented) messages and \(found.inventedReads) \
        receipts that nobody sent, \(found.gaps) channels have a gap
        """)
    }
    outcome.explanation = explanations.isEmpty ? nil : explanations.joined(separator: "; ")
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

  private func patiently<Result>(_ body: () async throws -> Result) async throws -> Result? {
    let deadline = ContinuousClock.now + Self.patience
    while ContinuousClock.now < deadline {
      do {
        return try await body()
      } catch {
        try await Task.sleep(for: .milliseconds(500))
      }
    }
    return nil
  }
}

/// How old the oldest event is that is not worked off, some times a second, and the worst of it.
final class StalenessWatch: Sendable {
  private let backends: Backends
  private let state = Mutex(0.0)

  private static let pause: Duration = .milliseconds(200)

  init(backends: Backends) {
    self.backends = backends
  }

  /// The worst since the last reset, in milliseconds.
  var worst: Double { state.withLock { $0 } }

  func reset() { state.withLock { $0 = 0 } }

  /// Looks until the task is cancelled.
  func run() async {
    guard let admin = try? backends.admin() else { return }
    let progress = backends.progress(admin)
    var meters = [LagMeter(), LagMeter()]
    while !Task.isCancelled {
      // What cannot be seen while the broker is away is seen when it is back.
      for (index, log) in [progress.messages, progress.receipts].enumerated() {
        guard let partitions = try? await log.progress() else { continue }
        let lag = meters[index].measure(partitions, at: SystemClock().now())
        state.withLock { $0 = max($0, Double(lag.lagMilliseconds)) }
      }
      try? await Task.sleep(for: Self.pause)
    }
    await admin.close()
  }
}
