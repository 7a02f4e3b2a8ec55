import ChatModel
import Measure

/// Measures how soon a badge is where it can be seen, under each load in turn.
struct BadgeBench: Sendable {
  let loads: [Int]
  let posts: Int
  let scrolls: Int
  let readers: Int
  let kafkaHome: String?
  let seed: UInt64

  /// How long a load runs before anything is measured.
  private static let warmUp: Duration = .seconds(2)
  /// Lines that the reader's screen may read by itself.
  private static let slack = 200

  func measure(_ head: Report, on host: StackHost, _ steps: StepList) async throws -> Report {
    // Ten channels a person: heads that no flood reaches, without messages that nobody would look at.
    let town = BenchTown(name: "crowd", members: readers, channelsPerUser: 10, head: 1_000_000)
    let scene = BadgeScene(backends: host.backends, town: town)
    let checks = BenchChecks(backends: host.backends)
    var report = head
    report.machine += try await checks.versions(kafkaHome: kafkaHome)
    try await steps.step("World: \(readers) readers in ten channels each") {
      try await scene.create(unread: loads.count * scrolls + Self.slack)
    }
    let reads = try await steps.step("Reading badges of channels without mentions, and with many") {
      try await BadgeReads(backends: host.backends).table(adding: &report)
    }
    let run = BadgeRun(
      scene: scene, reader: try scene.reader(), observer: try scene.observer(), posts: posts,
      scrolls: scrolls, seed: seed)
    var table = Table(
      title: "Until a badge is on the screen", columns: BadgeTimes.columns, bars: [3])
    do {
      let unread = loads.count * scrolls + Self.slack
      // What the reader's first screen shows is read by itself: from here on only keys read.
      _ = try await run.observer.when("both terminals agree", within: .seconds(30)) {
        $0.first(BadgeScene.scrolled.rawValue, atMost: unread - 1)
      }
      for load in loads {
        let times = try await steps.step(
          load == 0 ? "Quiet: \(posts) posts, \(scrolls) lines" : "The same under \(load) receipts/s"
        ) {
          try await measure(BadgeTimes(load: load), run)
        }
        times.add(to: &report)
        table.rows.append(times.row)
      }
    } catch {
      await close(run)
      throw error
    }
    await close(run)
    report.tables = [table, reads]
    report.verdicts = [try await steps.step("Verification") { try await checks.counts() }]
    return report
  }

  private func close(_ run: BadgeRun) async {
    await run.reader.close()
    await run.observer.close()
  }

  private func measure(_ begun: BadgeTimes, _ run: BadgeRun) async throws -> BadgeTimes {
    var times = begun
    let backends = run.scene.backends
    let flood = ReceiptFlood(backends, town: run.scene.town)
    let sending = Task { [load = times.load] in
      if load > 0 { try await flood.run(rate: load) }
    }
    do {
      if times.load > 0 { try await Task.sleep(for: Self.warmUp) }
      let start = (time: ContinuousClock.now, count: flood.acknowledged)
      try await run.post(&times)
      try await run.scroll(&times)
      let seconds = (ContinuousClock.now - start.time) / .seconds(1)
      times.receiptsPerSecond = Double(flood.acknowledged - start.count) / seconds
    } catch {
      sending.cancel()
      _ = await sending.result
      throw error
    }
    sending.cancel()
    try await sending.value
    let admin = try backends.admin()
    let progress = backends.progress(admin).receipts
    times.backlog = try await progress.waiting()
    try await waitUntil("the server stores the receipts") { try await progress.waiting() == 0 }
    await admin.close()
    return times
  }
}

extension LogProgress {
  /// How many records the group has not committed yet.
  func waiting() async throws -> Int64 {
    try await progress().values.reduce(0) { $0 + max(0, $1.end - $1.committed) }
  }
}
