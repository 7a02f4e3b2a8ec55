import Foundation
import Measure
import Testing

@testable import Bench

@Suite struct BenchReportTests {
  private static func process(_ threads: [(Int32, String, Int)]) -> ProcessFigures {
    let samples = threads.map { ThreadSample(id: $0.0, name: $0.1, switches: $0.2) }
    return ProcessFigures(
      from: ProcessSample(ticks: 0, resident: 0, threads: []),
      to: ProcessSample(ticks: 5, resident: 2_048, threads: samples), over: .seconds(10), ticksPerSecond: 100)
  }

  private let figures: ProbeFigures = {
    let keys = KeyFigures(
      firstByte: Percentiles([0.25, 12.5]), lastByte: Percentiles([1_500]), echo: nil, pressed: 3,
      unanswered: 1)
    // The main thread wakes up for keys, and rests otherwise; the others are busy all the time.
    let typing = Self.process([(1, "client", 300), (2, "net", 500), (3, "net", 510)])
    let idle = Self.process([(1, "client", 2), (2, "net", 480), (3, "net", 500)])
    return ProbeFigures(
      program: "client", firstOutput: 20, keys: keys, typing: typing,
      idle: .init(bytesPerSecond: 0, process: idle),
      flood: .init(arrivedPerSecond: 1_999.6, bytesPerSecond: 21_000, keys: keys, process: typing))
  }()

  private var report: BenchReport {
    BenchReport(
      machine: MachineFacts(
        cores: 2, cpuinfo: "processor\t: 0\nmodel name\t: Some CPU: fast\n", osrelease: "6.18.1\n",
        build: "Swift"),
      versions: ["client 1"], task: "a task", programs: [figures, figures])
  }

  @Test("the thread that takes the keys is told by what keys add") func keyThread() {
    #expect(figures.idleSwitchesOfKeyThread == 0.2)
  }

  @Test("every row has a figure for every program") func table() {
    #expect(report.head == ["", "client", "client"])
    #expect(report.rows.allSatisfy { $0.count == 3 && $0[1] == $0[2] && !$0[1].isEmpty })
    let cells = Dictionary(uniqueKeysWithValues: report.rows.map { ($0[0], $0[1]) })
    #expect(cells["key to first byte, ms: p50 / p99 / max"] == "0.25 / 12.5 / 12.5")
    #expect(cells["key to last byte, ms: p50 / p99"] == "1500 / 1500")
    #expect(cells["keys without output"] == "1 of 3")
    #expect(cells["flood: key to its echo, ms: p50 / p99 / max"] == "-")
    #expect(cells["flood: messages/s that arrived"] == "2000")
    #expect(cells["idle: context switches/s, the thread that takes keys"] == "0.20")
  }

  @Test("threads of one name are summed up") func threads() {
    #expect(report.threadLines == Array(repeating: "client: net (2) 98.0, client 0.20", count: 2))
  }

  @Test("the machine is named by what it tells") func machine() {
    #expect(report.machine.line == "2 cores (Some CPU: fast), Linux 6.18.1, Swift")
    #expect(
      MachineFacts(cores: 1, cpuinfo: "", osrelease: "6", build: "Swift").line
        == "1 core (unknown processor), Linux 6, Swift")
    #expect(MachineFacts.here.cores >= 1)
  }

  @Test("the JSON has all figures by name, in one line") func json() throws {
    let text = try report.json()
    #expect(!text.contains("\n"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(Set(object.keys) == ["machine", "versions", "task", "notes", "programs"])
    let program = try #require((object["programs"] as? [[String: Any]])?.first)
    #expect(Set(program.keys) == ["program", "firstOutput", "keys", "typing", "idle", "flood"])
  }
}
