import ChatModel
import Foundation
import Measure
import Service
import Simulation
import Stores
import Synchronization

/// One simulation from an empty stack to the verdict.
struct SimulationRun: Sendable {
  let scenario: Scenario
  let isClosed: Bool
  let requirements: [Requirement]
  /// The command line, for the report.
  let command: String
  let findsCapacity: Bool
  /// Where the Apache Kafka is, unless the in-process broker serves.
  let kafkaHome: String?

  /// How long the server may take to come to rest at the end, and what is under way to be acknowledged.
  private static let patience: Duration = .seconds(120)
  /// How long the load is measured by itself.
  private static let alone: Duration = .seconds(3)

  /// Starts a stack with a server, runs everything on it, and ends it.
  ///
  /// Ctrl-C ends the load in order; what there was until then is verified and reported all the same.
  func run(on stack: StackOptions) async throws -> Report {
    try await timed { found in
      try await Hosting(stack: stack, crowd: nil, patience: .verdictPatience).run { host in
        Simulating { found(try await simulate(in: .own(host))) }
      }
    }
  }

  /// Runs everything on a system that is there, beside whoever else uses it, and takes its users away at the end.
  func run(in place: SimulationPlace) async throws -> Report {
    try await timed { found in
      try await Simulating { found(try await simulate(in: place)) }.runAlone()
    }
  }

  private func timed(_ body: (@escaping @Sendable (Report) -> Void) async throws -> Void) async throws
    -> Report
  {
    let found = Mutex<Report?>(nil)
    let began = ContinuousClock.now
    try await body { report in found.withLock { $0 = report } }
    guard var report = found.withLock({ $0 }) else { throw CancellationError() }
    report.seconds = (.now - began) / .seconds(1)
    return report
  }

  private func simulate(in place: SimulationPlace) async throws -> Report {
    let steps = StepList()
    let run = String(UInt32.random(in: .min ... .max), radix: 36)
    let population = Population(scenario.world, run: run)
    let display = SimulationDisplay()
    let world = SimulatedWorld(population: population, backends: place.backends)
    do {
      try await steps.step("World: \(scenario.world.users) users, \(population.slotCount) memberships") {
        try await world.create { display.note($0) }
      }
      let report = try await simulate(population, in: place, steps, display)
      try await remove(world, from: place, steps)
      return report
    } catch {
      try await remove(world, from: place, steps)
      throw error
    }
  }

  private func remove(_ world: SimulatedWorld, from place: SimulationPlace, _ steps: StepList) async throws {
    guard !place.isThrowaway else { return }
    try await steps.step("Taking the users away") { try await world.remove() }
  }

  private func simulate(
    _ population: Population, in place: SimulationPlace, _ steps: StepList, _ display: SimulationDisplay
  ) async throws -> Report {
    let backends = place.backends
    var report = Report(title: "simulation '\(scenario.name)'", command: command)
    report.machine += try await BenchChecks(backends: backends).versions(kafkaHome: kafkaHome)
    if !place.isThrowaway {
      report.machine.removeAll { $0.name == "Kafka" }
      report.machine.append(Fact("Kafka", "the brokers at \(backends.endpoints.kafkaBrokers), acks=all"))
    }
    let alone = try await steps.step("The load against nothing") { try await lateness(population) }
    let producer = try backends.producer()
    let loop = SimulationLoop(
      Crew(population, isClosed: isClosed), sink: KafkaEventSink(producer), topics: backends.topics)
    var held: Report?
    try await withObservers(place, loop, population, display) {
      held = try await drive(loop, display, &report)
      try await loop.finish(within: Self.patience)
    }
    await producer.close()
    try await steps.step("Verifying every count, receipt and message") {
      let check = SimulationCheck(
        backends: backends, population: population, ledger: await loop.crew.ledger)
      report.verdicts += try await check.run(patience: Self.patience)
    }
    let figures = if let held { held } else { await figures(loop) }
    (report.figures, report.histograms, report.series) = (figures.figures, figures.histograms, figures.series)
    await describe(&report, loop)
    report.add(alone, name: "late.alone", title: "due → handed over, without a system behind it")
    // Of a capacity that was found the figures are those that met them.
    if !findsCapacity { report.verdicts += requirements.map { $0.check(report) } }
    return report
  }

  /// How late the load is when nothing else runs: what it is late beyond that, it is because the machine is busy.
  private func lateness(_ population: Population) async throws -> Histogram {
    let loop = SimulationLoop(
      Crew(population, isClosed: isClosed), sink: Nowhere(), topics: Topics())
    var stage = scenario.stages[0]
    (stage.ramp, stage.duration) = (.zero, min(stage.duration, Self.alone))
    await loop.beginMeasuring()
    try await self.stage(stage, loop)
    return await loop.tally.histograms[.late] ?? Histogram()
  }

  /// Runs the stages, or looks for the capacity.
  /// - Returns: The figures at the capacity; `nil` if it was not looked for, since those of the stages are not whole yet.
  private func drive(_ loop: SimulationLoop, _ display: SimulationDisplay, _ report: inout Report)
    async throws -> Report?
  {
    if findsCapacity {
      let (verdict, figures) = try await capacity(loop, display)
      report.verdicts.append(verdict)
      return figures
    }
    var first = scenario.stages[0]
    first.duration = max(scenario.warmUp, first.ramp)
    display.stage("warm-up", for: first.duration)
    try await stage(first, loop)
    await loop.beginMeasuring()
    for stage in scenario.stages where !Task.isShuttingDownGracefully {
      display.stage(stage.name, for: stage.duration)
      try await self.stage(stage, loop)
    }
    return nil
  }

  /// A stage that a shutdown ends.
  private func stage(_ stage: Stage, _ loop: SimulationLoop) async throws {
    try await cancelWhenGracefulShutdown { try await loop.run(stage) }
  }

  /// Lets more and more readers come until a requirement is missed, each time with a pause to settle and a while to measure.
  private func capacity(
    _ loop: SimulationLoop, _ display: SimulationDisplay
  ) async throws -> (Verdict, Report) {
    var held = Report(title: "", command: "")
    let most = scenario.world.readers
    let limits = try requirements.isEmpty ? [Requirement("durable.p99<250ms")] : requirements
    var search = CapacitySearch(first: min(1_000, most), most: most)
    while let readers = search.next, !Task.isShuttingDownGracefully {
      var trial = scenario.stages[0]
      trial.readers = Double(readers) / Double(most)
      trial.ramp = .seconds(2)
      trial.duration = .seconds(5)
      display.stage("\(readers) readers come", for: trial.duration)
      try await stage(trial, loop)
      trial.duration = .seconds(10)
      await loop.beginMeasuring()
      display.stage("\(readers) readers", for: trial.duration)
      try await stage(trial, loop)
      let report = await figures(loop)
      let missed = limits.map { $0.check(report) }.filter { !$0.holds }
      display.note(missed.first?.sentence ?? "\(readers) readers are held")
      search.tried(holds: missed.isEmpty)
      if missed.isEmpty { held = report } else { try await settle(loop, display) }
    }
    let sentence =
      search.isExhausted
      ? "this machine holds all of the \(search.held) scrolling users that there were; ask for more --users"
      : "this machine holds \(search.held) scrolling users"
    let verdict = Verdict(
      name: "capacity", holds: search.held > 0, sentence: sentence, isRequirement: true)
    return (verdict, held)
  }

  /// Lets everybody go until the system has worked off what was too much for it, or a minute has passed.
  private func settle(_ loop: SimulationLoop, _ display: SimulationDisplay) async throws {
    var nobody = Stage(name: "rest")
    (nobody.readers, nobody.ramp, nobody.posts, nobody.duration) = (0, .zero, 0, .seconds(2))
    display.stage("a rest", for: nobody.duration)
    var pieces = 0
    repeat {
      try await stage(nobody, loop)
      pieces += 1
    } while await !loop.isSettled && pieces < 30 && !Task.isShuttingDownGracefully
  }

  /// Runs `body` while the probes measure and the display shows.
  private func withObservers(
    _ place: SimulationPlace, _ loop: SimulationLoop, _ population: Population, _ display: SimulationDisplay,
    _ body: () async throws -> Void
  ) async throws {
    let backends = place.backends
    let pool = backends.pool(name: "dogear-simulate-probe", connections: 1)
    let source = backends.notices(name: "dogear-simulate")
    source.listen(to: population.spoken.map { .channel(population.channelID($0)) })
    let probes = [
      Task { await DurableProbe(loop: loop, pool: pool).run() },
      Task {
        let counters = backends.counters(name: "dogear-simulate-badges", loading: false)
        await BadgeProbe(loop: loop, source: source, counters: counters).run()
      },
      Task { await SimulationWatch(place: place, loop: loop, display: display).run() },
    ]
    defer {
      for probe in probes { probe.cancel() }
      source.close()
    }
    try await body()
    await pool.close()
  }

  private func figures(_ loop: SimulationLoop) async -> Report {
    var report = Report(title: "", command: "")
    let tally = await loop.measured
    for latency in Tally.Latency.allCases {
      guard let histogram = tally.histograms[latency], histogram.count > 0 else { continue }
      report.add(histogram, name: latency.rawValue, title: latency.title)
    }
    if let rates = tally.rates(at: loop.now) {
      report.figures += [
        Figure(name: "receipts.rate", value: rates.receipts, unit: "/s", title: "receipts"),
        Figure(name: "posts.rate", value: rates.posts, unit: "/s", title: "messages"),
      ]
    }
    report.series = tally.series.values.sorted { $0.name < $1.name }
    return report
  }

  private func describe(_ report: inout Report, _ loop: SimulationLoop) async {
    let world = scenario.world
    let outcomes = await loop.outcomes
    report.settings = [
      Fact(
        "users", "\(world.users), \(world.readers) of whom read, at \(await loop.crew.terminals) terminals"),
      Fact(
        "channels", "\(world.channels), and \(loop.population.channelCount - world.channels) direct chats"),
      Fact("memberships", loop.population.slotCount), Fact("seed", world.seed),
      Fact("model", isClosed ? "closed" : "open"),
      Fact(
        "events",
        "\(outcomes.acknowledged) acknowledged, \(outcomes.failed) failed, \(outcomes.unknown) unknown"),
      Fact(
        "stages",
        scenario.stages.map { "\($0.name) \(Int($0.duration / .seconds(1)))s" }.joined(separator: ", ")),
    ]
  }
}
