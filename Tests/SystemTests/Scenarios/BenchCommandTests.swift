import Foundation
import TestSupport
import Testing

@Suite("dogear bench, as people run it", .timeLimit(.minutes(20)))
struct BenchCommandTests {
  private struct Report: Decodable {
    struct Keys: Decodable {
      let pressed: Int
      let unanswered: Int
    }
    struct Flood: Decodable {
      let arrivedPerSecond: Double
      let keys: Keys
    }
    struct Figures: Decodable {
      let program: String
      let keys: Keys
      let flood: Flood
    }
    let programs: [Figures]
  }

  @Test("screen measures the client in a flood that arrives, prints one JSON object, and leaves nothing")
  func screen() async throws {
    let folder = try TemporaryFolder()
    await Turns.shared.take()
    defer { Task { await Turns.shared.give() } }
    let bench = try await Program.start(
      [Program.dogear, "bench", "screen", "--json", "--beside", "none"]
        + ["--channels", "2", "--messages", "50", "--rate", "100", "--keys", "10", "--idle", "1s"],
      environment: folder.environment)
    #expect(try await bench.ended(within: .seconds(180)) == .exited(0), "\(bench.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(bench.output.utf8))
    let figures = try #require(report.programs.first)
    #expect(report.programs.count == 1)
    #expect(figures.program == "dogear")
    #expect(figures.keys.pressed == 10)
    #expect(figures.keys.unanswered == 0)
    #expect(figures.flood.keys.unanswered == 0)
    #expect(figures.flood.arrivedPerSecond > 0)
    #expect(folder.processes.isEmpty)
    #expect(!folder.files.contains { $0.contains("dogear-bench-") })
  }
}
