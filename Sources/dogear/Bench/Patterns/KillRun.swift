import ChatModel
import Patterns
import Stack

/// Kills a process of a pattern with SIGKILL under load, at its worst moment, starts it again, and counts what was
/// acknowledged and is not there once everything has come to rest.
struct KillRun: Sendable {
  let pattern: Pattern
  let killed: PatternProcess
  /// At a steady rate, so that the patterns lose what they lose in the same time.
  let workload: Workload
  let stage: PatternStage

  /// How many events are looked at to see how many are acknowledged and not in the store.
  private static let probes = 200
  /// How long nothing more has to arrive until what is missing counts as lost: for D longer than a consumer group needs
  /// to replace a member that was killed, and for C longer than a sync comes late.
  private var rest: Duration { pattern == .log ? .seconds(12) : .seconds(3) + stage.syncInterval }

  func measure() async throws -> KillFigures {
    var setup = try await PatternSetup(pattern, workload, on: stage)
    do {
      let figures = try await measure(&setup)
      await setup.close()
      return figures
    } catch {
      await setup.close()
      throw error
    }
  }

  private func measure(_ setup: inout PatternSetup) async throws -> KillFigures {
    let start = microsecondsNow()
    let board = AcknowledgementBoard(count: setup.events.count, start: start)
    let load = try KillLoad(setup, start: start, board: board, inOwnProcess: killed == .client)
    do {
      let backlog = try await worstMoment(setup, board)
      let moment = microsecondsNow()
      try await kill(&setup, load)
      try await load.end()
      let loss = try await settled(setup, board)
      return KillFigures(
        pattern: pattern, killed: killed, backlog: backlog, loss: loss,
        silence: killed == .client ? nil : board.times.longestSilence(after: moment))
    } catch {
      await load.cancel()
      throw error
    }
  }

  /// Waits for the moment at which most is acknowledged and not in the pattern's store.
  ///
  /// See `WorstMoment`.
  private func worstMoment(_ setup: PatternSetup, _ board: AcknowledgementBoard) async throws -> Int {
    let stride = max(1, setup.events.count / Self.probes)
    let numbers = Swift.stride(from: 0, to: setup.events.count, by: stride).map { $0 }
    let memberships = numbers.map { setup.events[$0].membership }
    var moment = WorstMoment()
    // The load may have ended by itself: the moment does not come then.
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      // In this order, so that nothing counts as missing that was acknowledged in between.
      let acknowledged = board.count(among: numbers)
      let missing = max(0, acknowledged - (try await setup.store.complete(among: memberships)))
      let share = Double(board.count) / Double(setup.events.count)
      if moment.hasCome(missing: missing, after: share) { return missing * stride }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw BenchLate(what: "two thirds of the load", limit: .seconds(60))
  }

  private func kill(_ setup: inout PatternSetup, _ load: KillLoad) async throws {
    switch killed {
    case .client: load.kill()
    case .server:
      setup.server?.kill()
      await setup.close()
      try await setup.startServer()
    case .redis: try await killPart(.redis)
    case .postgres: try await killPart(.postgres)
    case .kafka: try await killPart(.kafka)
    }
  }

  private func killPart(_ part: StackPart) async throws {
    try await stage.host.stack.kill(part)
    try await stage.host.stack.restart(part)
  }

  /// Compares until nothing is missing, or nothing more arrives.
  private func settled(_ setup: PatternSetup, _ board: AcknowledgementBoard) async throws -> LossLedger.Loss {
    let ledger = LossLedger(setup.events, board.times)
    var best: LossLedger.Loss?
    var deadline = ContinuousClock.now + rest
    while ContinuousClock.now < deadline, best?.lost != 0 {
      // A server that is just starting answers with errors.
      if let positions = try? await setup.store.positions() {
        let loss = ledger.loss(comparing: positions.mapValues(\.seq))
        if best.map({ loss.lost < $0.lost }) ?? true {
          best = loss
          deadline = .now + rest
        }
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    guard let best else {
      throw BenchLate(what: "an answer of the store of \(pattern.rawValue)", limit: rest)
    }
    return best
  }
}
