import Patterns

/// One pattern under one workload, measured.
struct PatternRun: Sendable {
  let pattern: Pattern
  let workload: Workload
  let stage: PatternStage

  /// How many memberships are looked at while the rest is awaited.
  private static let probes = 200

  func measure() async throws -> PatternFigures {
    let setup = try await PatternSetup(pattern, workload, on: stage)
    do {
      let figures = try await measure(setup)
      await setup.close()
      return figures
    } catch {
      await setup.close()
      throw error
    }
  }

  private func measure(_ setup: PatternSetup) async throws -> PatternFigures {
    let workers = try setup.workers()
    do {
      return try await measure(setup, workers)
    } catch {
      await close(workers)
      throw error
    }
  }

  private func measure(_ setup: PatternSetup, _ workers: [any PatternWorker]) async throws -> PatternFigures {
    let meter = try await CostMeter(setup)
    let start = microsecondsNow()
    let board = AcknowledgementBoard(count: setup.events.count, start: start)
    let run = LoadRun(workload, events: setup.events, start: start, board: board, isStubborn: false)
    try await run.run(workers)
    var asked = pattern.reachesDatabase ? try await waitUntilDurable(setup) : 0
    // What was put off belongs to the price.
    if pattern == .log { asked += try await waitUntilSaved(setup) }
    let reading = try await meter.reading()
    await close(workers)
    await setup.close()
    let transactions = try await meter.transactions(without: asked)
    return PatternFigures(
      pattern: pattern, workload: workload, speed: try await times(setup, board).figures(of: workload),
      processorSeconds: reading.processorSeconds, logBytes: reading.logBytes, transactions: transactions)
  }

  /// All times, with those at which events became durable.
  ///
  /// Of A the acknowledgement is that of the commit itself; of the others the rows tell it.
  private func times(_ setup: PatternSetup, _ board: AcknowledgementBoard) async throws -> EventTimes {
    var times = board.times
    switch pattern {
    case .database: times.settleWhenAcknowledged()
    case .redis: break
    case .sync, .log:
      let positions = try await setup.store.positions()
      for (number, event) in setup.events.enumerated() where event.isLast {
        if let committed = positions[event.membership]?.committed { times.settle(number, at: committed) }
      }
    }
    return times
  }

  /// Even a tenth of what a slow machine does comes to an end in this time.
  private var limit: Duration { .seconds(60 + workload.count / 500) }

  /// Waits until the last receipt is in the database.
  ///
  /// The times are taken from the rows afterwards, so it is enough to look now and then, at some rows spread over the
  /// run at first and then at all.
  /// - Returns: How many transactions that was.
  private func waitUntilDurable(_ setup: PatternSetup) async throws -> Int {
    let some = stride(from: 0, to: workload.memberships, by: max(1, workload.memberships / Self.probes))
      .map { $0 }
    var asked = 0
    try await waitUntil("the last receipt", within: limit, every: .milliseconds(50)) {
      asked += 1
      return try await setup.store.complete(among: some) == some.count
    }
    try await waitUntil("the last receipt", within: limit, every: .milliseconds(100)) {
      asked += 1
      return try await setup.store.complete() >= workload.memberships
    }
    return asked
  }

  /// Waits until the server has saved every counter that the receipts changed.
  private func waitUntilSaved(_ setup: PatternSetup) async throws -> Int {
    var asked = 0
    try await waitUntil("the last snapshot", within: limit, every: .milliseconds(250)) {
      asked += 1
      return try await setup.snapshots() >= workload.memberships
    }
    return asked
  }

  private func close(_ workers: [any PatternWorker]) async {
    for worker in workers { await worker.close() }
  }
}
