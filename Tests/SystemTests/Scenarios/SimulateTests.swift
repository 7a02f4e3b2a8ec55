import Foundation
import Glibc
import TestSupport
import Testing

@Suite("dogear simulate, as testers run it", .timeLimit(.minutes(20)))
struct SimulateTests {
  private struct Report: Decodable {
    struct Figure: Decodable {
      let name: String
      let value: Double
    }
    struct Verdict: Decodable {
      let name: String
      let holds: Bool
      let sentence: String
    }
    let figures: [Figure]
    let verdicts: [Verdict]

    func value(_ name: String) -> Double { figures.first { $0.name == name }?.value ?? -1 }
  }

  @Test("a short run is exact, measures every stage, and leaves nothing")
  func short() async throws {
    let (end, report, output) = try await simulate("--require", "durable.p99>0ms")
    #expect(end == .exited(0), "\(output)")
    #expect(report.verdicts.map(\.name) == ["counts", "messages", "receipts", "durable.p99>0ms"])
    #expect(report.verdicts.allSatisfy { $0.holds }, "\(report.verdicts)")
    for stage in ["accepted", "durable", "posted", "badge", "late", "late.alone"] {
      #expect(report.value("\(stage).count") > 0, "\(stage)")
    }
  }

  @Test(
    "two at once load a running stack, are exact each by itself, are joined, and take their users away again")
  func attached() async throws {
    let folder = try TemporaryFolder()
    await Turns.shared.take()
    defer { Task { await Turns.shared.give() } }
    let up = try await Program.start([Program.dogear, "up"], environment: folder.environment)
    try await eventually("the stack is up", within: .seconds(120)) { up.output.contains("ready:") }
    let paths = (1...2).map { "\(folder.path)/report\($0).json" }
    var programs: [Program] = []
    for (seed, path) in zip(1..., paths) {
      let words = [
        "--users", "60", "--channels", "8", "--duration", "4s", "--seed", "\(seed)", "--report", path,
      ]
      programs.append(
        try await Program.start(
          [Program.dogear, "simulate", "--attach"] + words, environment: folder.environment))
    }
    for program in programs {
      #expect(
        try await program.ended(within: .seconds(300)) == .exited(0), "\(program.output)\(program.errors)")
      #expect(program.output.contains("Taking the users away"))
    }
    let joined = "\(folder.path)/joined.json"
    let report = try await Program.start(
      [Program.dogear, "report"] + paths + ["--report", joined], environment: folder.environment)
    #expect(try await report.ended() == .exited(0), "\(report.errors)")
    let values = try [joined].map(Self.report) + paths.map(Self.report)
    #expect(
      values[0].value("durable.count") == values[1].value("durable.count") + values[2].value("durable.count"))
    let verify = try await Program.start(
      [Program.dogear, "verify", "--json"], environment: folder.environment)
    #expect(try await verify.ended() == .exited(0))
    #expect(verify.output.contains(#""compared":0"#), "\(verify.output)")
    up.signal(SIGINT)
    #expect(try await up.ended() == .exited(0))
    #expect(folder.processes.isEmpty)
  }

  @Test("a missed requirement is told by the status 99, and is no wrong count")
  func requirement() async throws {
    let (end, report, output) = try await simulate("--require", "accepted.p50<1us")
    #expect(end == .exited(99), "\(output)")
    #expect(report.verdicts.filter { !$0.holds }.map(\.name) == ["accepted.p50<1us"])
  }

  @Test(
    "a Redis that is frozen for seconds shows in the latencies of the open schedule, and nothing is wrong after"
  )
  func frozen() async throws {
    let frozen: Duration = .seconds(2)
    let (end, report, output) = try await simulate("--duration", "10s") { folder, program in
      try await eventually("the load is measured", within: .seconds(120)) {
        program.output.contains("stage steady")
      }
      let redis = try #require(folder.processes(named: "redis-server").first)
      kill(redis, SIGSTOP)
      try await Task.sleep(for: frozen)
      kill(redis, SIGCONT)
    }
    #expect(end == .exited(0), "\(output)")
    // A closed loop would have sent next to nothing meanwhile, and measured one long time among many short ones.
    #expect(report.value("badge.p99") > 1_000 && report.value("durable.p99") > 500, "\(output)")
  }

  @Test("Ctrl-C ends a run in order, with a verdict on what there was")
  func interrupted() async throws {
    let (end, report, output) = try await simulate("--duration", "10m") { _, program in
      try await eventually("the load is measured", within: .seconds(120)) {
        program.output.contains("stage steady")
      }
      program.signal(SIGINT)
    }
    #expect(end == .exited(0), "\(output)")
    #expect(report.verdicts.count == 3 && report.verdicts.allSatisfy { $0.holds })
  }

  @Test(
    "what cannot be is refused in a sentence that names it",
    arguments: [
      (["--users", "1"], "--users must be 2 to 1000000"),
      (["--require", "fast"], "'fast' is no requirement"),
      (["--report", "run.txt"], "run.txt names no form of a report"), (["nowhere.ini"], "nowhere.ini"),
      (["--users", "1000000", "--duration", "0s"], "--duration must be 1s to 24h"),
    ])
  func refusals(_ words: [String], _ sentence: String) async throws {
    let folder = try TemporaryFolder()
    let program = try await Program.start(
      [Program.dogear, "simulate"] + words, environment: folder.environment)
    #expect(try await program.ended() == .exited(64))
    #expect(program.errors.contains(sentence), "\(program.errors)")
  }

  private static func report(_ path: String) throws -> Report {
    try JSONDecoder().decode(Report.self, from: FileManager.default.contents(atPath: path) ?? Data())
  }

  private func simulate(
    _ words: String..., meanwhile: (TemporaryFolder, Program) async throws -> Void = { _, _ in }
  ) async throws -> (end: Program.End, report: Report, output: String) {
    let folder = try TemporaryFolder()
    await Turns.shared.take()
    defer { Task { await Turns.shared.give() } }
    let path = "\(folder.path)/report.json"
    var usual = ["--users", "60", "--channels", "8", "--report", path]
    if !words.contains("--duration") { usual += ["--duration", "4s"] }
    let program = try await Program.start(
      [Program.dogear, "simulate"] + usual + words, environment: folder.environment)
    try await meanwhile(folder, program)
    let end = try await program.ended(within: .seconds(300))
    #expect(folder.processes.isEmpty)
    let output = "\(program.output)\n\(program.errors)"
    return (end, try #require(try? Self.report(path), "\(end): \(output)"), output)
  }
}
