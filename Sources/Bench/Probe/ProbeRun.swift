/// Measures one program from its start to its end.
public struct ProbeRun: Sendable {
  private let plan: ProbePlan
  private let load: any ProbeLoad

  /// Prepares a run.
  /// - Parameter load: The messages of the flood; not begun yet.
  public init(_ plan: ProbePlan, load: some ProbeLoad) {
    self.plan = plan
    self.load = load
  }

  /// Starts the program, measures it, and ends it; takes about a minute with the usual plan.
  /// - Throws: `ProbeError`, what the load throws, and `CancellationError`.
  public func measure() async throws -> ProbeFigures {
    let probe = try TerminalProbe(plan)
    do {
      let figures = try await measure(probe)
      await probe.close()
      return figures
    } catch {
      await probe.close()
      throw error
    }
  }

  private func measure(_ probe: TerminalProbe) async throws -> ProbeFigures {
    let firstOutput = try await probe.settle()
    try await probe.setUp()
    let (keys, typing) = try await observe(probe) { try await probe.pressKeys(amidOutput: false) }
    try await probe.listen(for: plan.warmUp)
    let bytes = await probe.received
    let (_, resting) = try await observe(probe) { try await probe.listen(for: plan.idle) }
    let idle = ProbeFigures.Idle(
      bytesPerSecond: Double(await probe.received - bytes) / plan.idle.inSeconds, process: resting)
    return ProbeFigures(
      program: plan.name, firstOutput: firstOutput, keys: keys, typing: typing, idle: idle,
      flood: try await flood(probe))
  }

  private func flood(_ probe: TerminalProbe) async throws -> ProbeFigures.Flood {
    do {
      try await load.begin()
      try await probe.listen(for: plan.warmUp)
      let flood = try await measureFlood(probe)
      await load.end()
      return flood
    } catch {
      await load.end()
      throw error
    }
  }

  private func measureFlood(_ probe: TerminalProbe) async throws -> ProbeFigures.Flood {
    let bytes = await probe.received
    let start = ContinuousClock.now
    let arrived = try await load.arrived()
    let (keys, process) = try await observe(probe) { try await probe.pressKeys(amidOutput: true) }
    let seconds = (ContinuousClock.now - start).inSeconds
    return ProbeFigures.Flood(
      arrivedPerSecond: Double(try await load.arrived() - arrived) / seconds,
      bytesPerSecond: Double(await probe.received - bytes) / seconds, keys: keys, process: process)
  }

  /// Runs `body`, and says what the process did meanwhile.
  private func observe<Result: Sendable>(
    _ probe: TerminalProbe, _ body: () async throws -> Result
  ) async throws -> (Result, ProcessFigures) {
    let before = try await probe.sample()
    let start = ContinuousClock.now
    let result = try await body()
    let duration = ContinuousClock.now - start
    return (result, ProcessFigures(from: before, to: try await probe.sample(), over: duration))
  }
}
