import TestSupport
import Testing

@testable import Bench

@Suite(.timeLimit(.minutes(20))) struct ProbeRunTests {
  /// Counts on, so that something arrives without anybody sending.
  private actor Counter: ProbeLoad {
    private(set) var began = 0
    private(set) var ended = 0
    private var count = 0

    func begin() { began += 1 }
    func end() { ended += 1 }
    func arrived() -> Int {
      count += 1_000
      return count
    }
  }

  private func plan(_ script: String) -> ProbePlan {
    var plan = ProbePlan(
      name: "script", arguments: ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"])
    plan.presses = 6
    plan.idle = .milliseconds(300)
    plan.settle = .milliseconds(200)
    plan.gap = .milliseconds(10)
    plan.quiet = .milliseconds(10)
    plan.warmUp = .milliseconds(10)
    return plan
  }

  @Test("a program that shows what is typed is measured from its start to its end") func echo() async throws {
    let load = Counter()
    let figures = try await ProbeRun(plan("stty raw -echo; printf ready; exec cat"), load: load).measure()
    #expect(figures.firstOutput > 0)
    #expect(figures.keys.pressed == 6)
    #expect(figures.keys.unanswered == 0)
    #expect(figures.keys.lastByte?.count == 6)
    #expect(figures.keys.echo?.count == 3)
    #expect(figures.idle.bytesPerSecond == 0)
    #expect(figures.idle.process.threads.map(\.name) == ["cat"])
    #expect(figures.idle.process.residentMiB > 0)
    #expect(figures.idleSwitchesOfKeyThread != nil)
    #expect(figures.flood.keys.unanswered == 0)
    #expect(figures.flood.keys.lastByte == nil)
    #expect(figures.flood.arrivedPerSecond > 0)
    #expect(await load.began == 1)
    #expect(await load.ended == 1)
  }

  @Test("the echo stands out from a program's other output") func amidOutput() async throws {
    let script = "stty raw -echo; (while :; do printf xxxxxxxx; sleep 0.01; done) & exec cat"
    var noisy = plan(script)
    noisy.presses = 2
    let probe = try TerminalProbe(noisy)
    let keys = try await probe.pressKeys(amidOutput: true)
    await probe.close()
    #expect(keys.echo?.count == 1)
    #expect(keys.unanswered == 0)
  }

  @Test("the terminal has the size of the plan, and answers questions") func terminal() async throws {
    let probe = try TerminalProbe(plan("stty size"))
    #expect(await probe.readToEnd(within: .seconds(20)) == "50 200\r\n")
    await probe.close()
    // Without an answer this shows nothing.
    let asking = try TerminalProbe(
      plan(#"stty raw -echo; printf '\033[6n'; dd bs=6 count=1 2>/dev/null; exec cat"#))
    try await eventually("the answer is shown") {
      try await asking.listen(for: .milliseconds(50))
      return await asking.received >= 4 + 6
    }
    #expect(await asking.received == 4 + 6)
    await asking.close()
  }

  @Test("a program that ends is an error, and so is one that is not there") func failures() async throws {
    await #expect(throws: ProbeError.ended(program: "/bin/sh", status: 3 << 8)) {
      try await ProbeRun(plan("echo bye; exit 3"), load: Counter()).measure()
    }
    var missing = plan("")
    missing.arguments = ["/nonexistent/program"]
    await #expect(throws: ProbeError.self) { try await ProbeRun(missing, load: Counter()).measure() }
  }

  @Test("a measurement can be cancelled") func cancelled() async throws {
    var long = plan("printf ready; exec cat")
    long.settle = .seconds(50)
    let run = ProbeRun(long, load: Counter())
    let task = Task { try await run.measure() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("an installed program is found with its version, another is not") func installed() async throws {
    let bash = try #require(InstalledProgram("bash", searchPath: "/nonexistent:/usr/bin:/bin"))
    let version = try #require(await bash.version(environment: [:]))
    #expect(version.hasPrefix("GNU bash, version "))
    #expect(InstalledProgram("bash", searchPath: "/nonexistent") == nil)
    #expect(InstalledProgram("bin", searchPath: "/usr") == nil)
  }
}
