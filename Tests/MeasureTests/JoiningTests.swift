import Measure
import TestSupport
import Testing

@Suite struct JoiningTests {
  private static func part(_ milliseconds: ClosedRange<Int64>, rate: Double, seed: Int) throws -> Report {
    var report = Report.fixture()
    report.command = "dogear simulate --seed \(seed)"
    report.settings = [Fact("users", 100), Fact("seed", seed)]
    report.figures = [
      Figure(name: "durable.rate", value: rate, unit: "/s"), Figure(name: "lost", value: 1),
      Figure(name: "busy", value: rate / 100, unit: "%"), Figure(name: "memory", value: rate, unit: "MB"),
    ]
    report.add(Histogram(milliseconds: Array(milliseconds)), name: "durable", title: "time until durable")
    report.series = [
      Series(
        name: "durable.rate", unit: "/s",
        points: (1...4).map { Series.Point(seconds: Double($0), value: rate) })
    ]
    report.tables = [Table(title: "the same", columns: ["a"], rows: [[1]])]
    let requirement = try Requirement("durable.p50<250ms")
    report.verdicts = [
      Verdict(name: "counts", holds: true, sentence: "all are exact"), requirement.check(report),
    ]
    return report
  }

  @Test("two files of one run become one report") func joined() throws {
    let folder = try TemporaryFolder()
    try Self.part(1...100, rate: 1_000, seed: 1).write(to: folder.path("a.json"))
    try Self.part(901...1_000, rate: 3_000, seed: 2).write(to: folder.path("b.json"))
    let first = try Report(contentsOf: folder.path("a.json"))
    let joined = first.joined(with: [try Report(contentsOf: folder.path("b.json"))])

    #expect(
      joined.histograms == [
        NamedHistogram(
          name: "durable", histogram: Histogram(milliseconds: Array(1...100) + Array(901...1_000)))
      ])
    #expect(joined.figure("durable.count")?.value == 200)
    let p99 = try #require(joined.figure("durable.p99"))
    #expect(p99.unit == "ms" && abs(p99.value - 998) < 1)
    #expect(joined.figure("durable.rate")?.value == 4_000)
    #expect(joined.figure("lost")?.value == 2)
    #expect(joined.figure("busy")?.value == 20)
    #expect(joined.figure("memory")?.value == 3_000)
    #expect(joined.series.map { $0.points.map(\.value) } == [[4_000, 4_000, 4_000, 4_000]])
    #expect(joined.settings == [Fact("users", 100), Fact("seed", "1; 2")])
    #expect(joined.command == "dogear simulate --seed 1 & dogear simulate --seed 2")
    #expect(joined.tables == first.tables)
    #expect(joined.verdicts.map(\.holds) == [true, true])
  }

  @Test("what is wrong in one part is wrong in the whole") func verdicts() throws {
    let good = try Self.part(1...9, rate: 1, seed: 1)
    var bad = good
    bad.verdicts[0] = Verdict(name: "counts", holds: false, sentence: "one is wrong")
    #expect(good.joined(with: [bad, good]).verdicts.first == bad.verdicts[0])
    #expect(good.joined(with: [bad]).exitStatus == .wrong)
  }

  @Test("requirements are looked at in the whole, not in the parts") func requirements() throws {
    let fast = try Self.part(1...9, rate: 1, seed: 1)
    let slow = try Self.part(901...1_000, rate: 1, seed: 1)
    #expect(fast.exitStatus == .exact)
    #expect(fast.joined(with: [slow]).exitStatus == .requirementMissed)
  }

  @Test("a part that ended early adds nothing after its end, and another rhythm of points does not matter")
  func series() {
    func report(_ points: [(Double, Double)]) -> Report {
      var report = Report.fixture()
      report.series = [
        Series(name: "rate", unit: "/s", points: points.map { Series.Point(seconds: $0.0, value: $0.1) })
      ]
      return report
    }
    let long = report((1...6).map { (Double($0), 10) })
    let short = report([(1.1, 1), (2.1, 2), (3.1, 3)])
    let coarse = report([(2, 100), (4, 200), (6, 300)])
    #expect(long.joined(with: [short]).series[0].points.map(\.value) == [11, 12, 13, 13, 10, 10])
    #expect(coarse.joined(with: [long]).series[0].points.map(\.value) == [110, 110, 210, 210, 310, 310])
  }

  @Test("compared, figures have the other's value beside") func compared() throws {
    let old = try Self.part(1...100, rate: 1_000, seed: 1)
    var new = try Self.part(1...100, rate: 1_500, seed: 2)
    new.figures.append(Figure(name: "new", value: 1))
    let compared = new.compared(with: old)
    #expect(
      compared.figure("durable.rate") == Figure(name: "durable.rate", value: 1_500, unit: "/s", other: 1_000))
    #expect(compared.figure("new")?.other == nil)
    #expect(compared.histograms.map(\.name) == ["durable", "durable (other)"])
    #expect(compared.series.map(\.name) == ["durable.rate", "durable.rate (other)"])
    #expect(compared.settings.contains(Fact("seed", "2; other: 1")))
    #expect(compared.verdicts == new.verdicts)
    let row = compared.text().split(separator: "\n").first { $0.hasPrefix("durable.rate") }
    #expect(row?.split(separator: " ") == ["durable.rate", "1,500", "1,000", "/s", "1.5"])
  }
}
