import Measure
import Testing

@Suite struct RequirementTests {
  private static var report: Report {
    var report = Report.fixture()
    report.figures = [
      Figure(name: "durable.rate", value: 20_000, unit: "/s"), Figure(name: "lost", value: 0),
      Figure(name: "memory", value: 512.5, unit: "MB"), Figure(name: "stop", value: 2, unit: "s"),
      Figure(name: "unknown", value: .nan, unit: "ms"),
    ]
    report.add(Histogram(milliseconds: Array(1...1_000)), name: "durable", title: "time until durable")
    return report
  }

  @Test(
    "what is so, holds",
    arguments: [
      "durable.p99<1s", "durable.p99 < 991.5 ms", "durable.p99>=990000us", "durable.p99.9<999.5",
      "durable.p99.95>999ms", "durable.p0<=1.1ms", "durable.rate>=20000/s", "durable.rate>=20000", "lost=0",
      "stop=2000ms", "stop<=0.5min", "memory<513MB", "durable.count=1000",
    ])
  func holds(text: String) throws {
    let verdict = try Requirement(text).check(Self.report)
    #expect(verdict.holds && verdict.isRequirement)
    #expect(verdict.name == text.filter { $0 != " " })
  }

  @Test(
    "what is not so, or cannot be said, does not hold and gets a sentence",
    arguments: [
      ("durable.p99<250ms", "durable.p99 is 990 ms, and durable.p99<250ms is required"),
      ("lost>0", "lost is 0, and lost>0 is required"),
      ("durable.p101<1s", "the report has no figure durable.p101"),
      ("durable<1s", "the report has no figure durable"),
      ("posts.p99<1s", "the report has no figure posts.p99"),
      ("memory<1ms", "memory is in MB, which cannot be compared with ms"),
      ("lost<1ms", "lost has no unit, which cannot be compared with ms"),
      ("unknown<1ms", "unknown is unknown ms, and unknown<1ms is required"),
    ])
  func misses(text: String, sentence: String) throws {
    #expect(
      try Requirement(text).check(Self.report)
        == Verdict(name: text, holds: false, sentence: sentence, isRequirement: true))
  }

  @Test(
    "what is no requirement is refused with its reason",
    arguments: [
      ("", "it begins with no figure's name"), ("<5ms", "it begins with no figure's name"),
      ("durable.p99", "after the name comes <, <=, >, >= or ="),
      ("durable.p99<>5ms", "after the name comes <, <=, >, >= or ="),
      ("durable.p99<ms", "after < comes a number, with or without a unit"),
      ("durable.p99>=1.2.3ms", "after >= comes a number, with or without a unit"),
    ])
  func refused(text: String, reason: String) {
    let error = #expect(throws: RequirementError.self) { try Requirement(text) }
    #expect(error?.description == "'\(text)' is no requirement such as 'durable.p99<250ms': \(reason)")
  }

  @Test("a process ends as the worst verdict says") func status() {
    var report = Report.fixture()
    #expect(report.exitStatus == .exact)
    report.verdicts = [Verdict(name: "lost=0", holds: false, sentence: "lost is 1", isRequirement: true)]
    #expect(report.exitStatus == .requirementMissed)
    report.verdicts.append(Verdict(name: "counts", holds: false, sentence: "one is wrong"))
    #expect(report.exitStatus == .wrong)
  }
}
