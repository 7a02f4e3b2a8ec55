import Crowd
import Service
import Simulation

extension FaultRun {
  /// Pulls each row once, and then what chance brings, until the time is over or somebody ends it, which waits for the fault
  /// under way: what was pulled out is put in again.
  ///
  /// It ends also where there is nothing to go on with, as when a service does not come back.
  func pullAll(_ look: inout FaultLook, _ puller: FaultPuller, _ tally: inout FaultTally) async throws {
    var plan = FaultPlan(rows: rows, seed: seed)
    var random = SplitMix(seed: seed ^ 0xfa01)
    var end: ContinuousClock.Instant?
    while !Task.isShuttingDownGracefully {
      if plan.isRandom {
        end = end ?? .now + duration
        if .now >= end ?? .now { return }
      }
      let faults = plan.take()
      do {
        let outcome = try await look.outcome { try await pull(faults, puller, &random) }
        tell(outcome, of: faults, &tally)
      } catch {
        if error.isOfCancellation { throw error }
        var outcome = FaultOutcome()
        outcome.couldNotCompare(error)
        tell(outcome, of: faults, &tally)
        return
      }
    }
  }

  private func tell(_ outcome: FaultOutcome, of faults: [Fault], _ tally: inout FaultTally) {
    tally.add(outcome, of: faults)
    guard !isQuiet else { return }
    printAtOnce("  \(outcome.isExact ? "✓" : "✗") \(FaultTally.sentence(faults, outcome))")
  }

  /// Pulls faults at once; one that cannot be pulled does not keep the other from its end.
  private func pull(
    _ faults: [Fault], _ puller: FaultPuller, _ random: inout SplitMix
  ) async throws -> FaultOutcome {
    try await withThrowingTaskGroup(of: FaultOutcome.self) { group in
      for fault in faults {
        let seed = random.next()
        group.addTask { try await Self.attempt(fault, puller, seed) }
      }
      var outcome = FaultOutcome()
      for try await one in group { outcome.join(one) }
      return outcome
    }
  }

  private static func attempt(
    _ fault: Fault, _ puller: FaultPuller, _ seed: UInt64
  ) async throws -> FaultOutcome {
    var random = SplitMix(seed: seed)
    var outcome = FaultOutcome()
    do {
      outcome.lost = try await puller.pull(fault, &random)
    } catch {
      if error.isOfCancellation { throw error }
      outcome.couldNotPull(fault, error)
    }
    return outcome
  }
}

extension Error {
  /// Whether it comes of a cancellation, which some say in words of their own.
  var isOfCancellation: Bool { self is CancellationError || Task.isCancelled }
}
