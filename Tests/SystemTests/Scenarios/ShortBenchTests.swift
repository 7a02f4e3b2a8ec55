import Foundation
import TestSupport
import Testing

/// Each bench in its smallest form: whether it measures the right thing, not how fast that is.
@Suite("dogear bench fanout, badges, posts, rebuild and growth, as people run them", .timeLimit(.minutes(20)))
struct ShortBenchTests {
  private struct Report: Decodable {
    struct Figure: Decodable {
      let name: String
      let value: Double
    }
    struct Verdict: Decodable {
      let sentence: String
      let holds: Bool
    }
    let figures: [Figure]
    let verdicts: [Verdict]
  }

  @Test(
    "every count that is looked at is right, and everything that is named has a figure",
    arguments: [
      ["fanout", "--members", "10,40", "--rounds", "1", "--memory-users", "5", "--duplicate-members", "20"],
      ["badges", "--receipts", "0,50", "--posts", "5", "--scrolls", "3", "--readers", "20"],
      [
        "posts", "--members", "5,20", "--channels", "2", "--messages", "60", "--crowd", "50",
        "--crowd-messages",
        "5",
      ],
      ["rebuild", "--counters", "1000", "--servers", "1,2", "--rounds", "1"],
      ["growth", "--memberships", "500,1000", "--batch", "20", "--rounds", "2"],
    ])
  func short(words: [String]) async throws {
    let folder = try TemporaryFolder()
    await Turns.shared.take()
    defer { Task { await Turns.shared.give() } }
    let bench = try await Program.start(
      [Program.dogear, "bench"] + words + ["--json"], environment: folder.environment)
    #expect(try await bench.ended(within: .seconds(400)) == .exited(0), "\(bench.errors)\n\(bench.output)")
    let report = try JSONDecoder().decode(Report.self, from: Data(bench.output.utf8))
    #expect(!report.figures.isEmpty && report.figures.allSatisfy { $0.value >= 0 })
    #expect(report.verdicts.allSatisfy { $0.holds }, "\(report.verdicts)")
    #expect(folder.processes.isEmpty)
  }

  @Test(
    "impossible sizes are refused in a sentence that names the option",
    arguments: [
      (["fanout", "--members", "0"], "--members"), (["badges", "--posts", "0"], "--posts"),
      (["rebuild", "--servers", "99"], "--servers"), (["growth", "--rounds", "0"], "--rounds"),
      (["posts", "--report", "x.txt"], "--report"),
    ])
  func refusals(_ words: [String], _ option: String) async throws {
    let folder = try TemporaryFolder()
    let bench = try await Program.start([Program.dogear, "bench"] + words, environment: folder.environment)
    #expect(try await bench.ended() == .exited(64))
    #expect(bench.errors.contains(option), "\(bench.errors)")
  }
}
