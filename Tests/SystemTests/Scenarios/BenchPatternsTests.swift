import Foundation
import TestSupport
import Testing

@Suite("dogear bench patterns and micro, as people run them", .timeLimit(.minutes(20)))
struct BenchPatternsTests {
  private struct Report: Decodable {
    struct Figure: Decodable {
      let name: String
      let value: Double
    }
    struct Verdict: Decodable {
      let name: String
      let holds: Bool
    }
    let figures: [Figure]
    let verdicts: [Verdict]

    func value(_ name: String) -> Double? { figures.first { $0.name == name }?.value }
  }

  @Test("all patterns record every receipt")
  func workloads() async throws {
    let folder = try TemporaryFolder()
    let chart = "\(folder.path)/chart.svg"
    let report = try await measure(
      "--events", "2000", "--workload", "distinct", "--no-kills", "--chart", chart)
    let svg = FileManager.default.contents(atPath: chart).map { String(decoding: $0, as: UTF8.self) }
    #expect(svg?.contains("distinct: receipts in PostgreSQL a second") == true)
    for pattern in ["A", "B", "C", "D"] {
      #expect(report.value("distinct.\(pattern).acknowledgement.count") == 2_000, "\(pattern)")
      #expect(report.value("distinct.\(pattern).accepted") ?? 0 > 0, "\(pattern)")
    }
    for pattern in ["A", "C", "D"] {
      #expect(report.value("distinct.\(pattern).until-durable.count") == 2_000, "\(pattern)")
    }
    #expect(report.value("distinct.B.durable") == nil)
    #expect(report.verdicts.isEmpty)
  }

  @Test("a sync loses what it has not saved when Redis is killed, and nothing to the other kills")
  func kills() async throws {
    let report = try await measure(
      "--events", "2000", "--workload", "scrolling", "--patterns", "A,C", "--sync-interval", "500ms")
    for killed in ["A.client", "A.postgres", "C.client", "C.server", "C.postgres"] {
      #expect(report.value("kill.\(killed).lost") == 0, "\(killed)")
    }
    #expect(report.value("kill.C.redis.lost") ?? 0 > 0)
    #expect(report.verdicts.map(\.name) == ["kill.A.client", "kill.A.postgres"])
    #expect(report.verdicts.allSatisfy { $0.holds }, "\(report.verdicts)")
  }

  private func measure(_ options: String...) async throws -> Report {
    let folder = try TemporaryFolder()
    await Turns.shared.take()
    defer { Task { await Turns.shared.give() } }
    let bench = try await Program.start(
      [Program.dogear, "bench", "patterns", "--json"] + options, environment: folder.environment)
    #expect(try await bench.ended(within: .seconds(400)) == .exited(0), "\(bench.errors)")
    #expect(folder.processes.isEmpty)
    #expect(!folder.files.contains { $0.hasPrefix("dogear-") })
    return try JSONDecoder().decode(Report.self, from: Data(bench.output.utf8))
  }

  @Test("Ctrl-C ends it with its processes and folders, and so does kill -9", arguments: [SIGINT, SIGKILL])
  func interrupted(signal: Int32) async throws {
    let folder = try TemporaryFolder()
    await Turns.shared.take()
    defer { Task { await Turns.shared.give() } }
    let bench = try await Program.start(
      [Program.dogear, "bench", "patterns", "--patterns", "C", "--workload", "burst", "--no-kills"],
      environment: folder.environment)
    try await eventually("the load runs", within: .seconds(90)) {
      bench.output.contains("start") && folder.processes.contains { isPart($0) }
    }
    bench.signal(signal)
    let end = try await bench.ended(within: .seconds(60))
    #expect(end == (signal == SIGKILL ? .killed(SIGKILL) : .exited(128 + SIGINT)), "\(bench.errors)")
    try await eventually("nothing is left") {
      folder.processes.isEmpty && !folder.files.contains { $0.hasPrefix("dogear-") }
    }
  }

  private func isPart(_ pid: Int32) -> Bool {
    let arguments = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
    return String(decoding: arguments, as: UTF8.self).contains("patterns-part")
  }

  @Test(
    "what cannot be measured is one sentence that names the option",
    arguments: [
      ["--events", "10"], ["--events", "1000000"], ["--rate", "0"], ["--patterns", "A,E"],
      ["--workload", "some"],
      ["--report", "figures.txt"], ["--sync-interval", "0s"], ["--seed", "-1"],
    ])
  func refusals(options: [String]) async throws {
    let folder = try TemporaryFolder()
    let bench = try await Program.start(
      [Program.dogear, "bench", "patterns"] + options, environment: folder.environment)
    guard case .exited(let status) = try await bench.ended() else {
      Issue.record("it was killed")
      return
    }
    #expect(status != 0)
    #expect(bench.errors.contains(options[0]) || bench.errors.contains(options[1]), "\(bench.errors)")
  }

  @Test("micro prints a line for each piece, and names the pieces if there is none")
  func micro() async throws {
    let folder = try TemporaryFolder()
    let some = try await Program.start(
      [Program.dogear, "bench", "micro", "--filter", "receipt", "--rounds", "1"],
      environment: folder.environment)
    #expect(try await some.ended() == .exited(0), "\(some.errors)")
    #expect(some.output.contains("decode a receipt"))
    #expect(!some.output.contains("frame"))
    let none = try await Program.start(
      [Program.dogear, "bench", "micro", "--filter", "no such"], environment: folder.environment)
    #expect(try await none.ended() == .exited(64))
    #expect(none.errors.contains("decode a receipt"))
  }
}
