import Foundation
import Testing

@testable import Measure

@Suite struct PageTests {
  private static let hostile = "</title><script>alert(1)</script>\"' onload=x \u{1B}[31m"

  private static var report: Report {
    var report = Report.fixture(hostile)
    report.command = hostile
    report.startedAt = hostile
    report.machine = [Fact(name: hostile, value: hostile)]
    report.settings = report.machine
    report.verdicts = [Verdict(name: hostile, holds: false, sentence: hostile)]
    report.figures = [Figure(name: hostile, value: 1, unit: hostile, title: hostile + "x")]
    report.tables = [
      Table(title: hostile, columns: [hostile, hostile], rows: [[.text(hostile), 1]], bars: [1, 7, -1])
    ]
    report.series = [
      Series(name: hostile, unit: hostile, points: [Series.Point(seconds: 1, value: .nan)]),
      Series(name: hostile + "2", unit: hostile, points: [Series.Point(seconds: .infinity, value: -1)]),
    ]
    report.add(Histogram(milliseconds: [1]), name: hostile, title: hostile)
    return report
  }

  @Test("nothing in a report becomes markup, nor a command for the terminal") func escaped() {
    var withoutTables = Self.report
    withoutTables.tables = []
    for text in [HTMLPage(report: Self.report).document, Self.report.svg(), withoutTables.svg()] {
      #expect(!text.contains("<script"))
      #expect(!text.contains("\" onload") && !text.contains("\"' onload"))
      #expect(!text.contains("\u{1B}"))
      #expect(text.contains("&lt;script&gt;"))
    }
    #expect(!Self.report.text().contains("\u{1B}"))
  }

  @Test("the page says the verdicts first, and everything else") func order() {
    var report = Report.fixture()
    report.verdicts = [Verdict(name: "counts", holds: true, sentence: "all are exact")]
    report.figures = [Figure(name: "durable.rate", value: 18_123.4, unit: "/s")]
    report.tables = [Table(title: "a table", columns: ["x"], rows: [[1]])]
    report.series = [Series(name: "lag", points: [Series.Point(seconds: 1, value: 1)])]
    report.add(Histogram(milliseconds: [1]), name: "posts", title: "post to badge")
    let page = HTMLPage(report: report).document
    let places = [
      "<h1>A run", "✓ all are exact", "posts", "18,123", "a table", ">lag<", "by percentile", "Some CPU",
      "seed",
      "dogear simulate --seed 1",
    ].map { page.range(of: $0)?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test("the text is aligned, with bars, and the verdicts are last") func text() {
    var report = Report.fixture()
    report.figures = [Figure(name: "durable.rate", value: 18_123.4, unit: "/s", title: "made durable")]
    report.add(Histogram(milliseconds: [1, 1, 1, 30]), name: "durable", title: "until durable")
    report.tables = [
      Table(
        title: "receipts", columns: ["", "durable/s", "p99 ms"],
        rows: [["A 漢", 20_000, 1.5], ["D", 80_000, "never"]], bars: [1])
    ]
    report.verdicts = [
      Verdict(name: "counts", holds: true, sentence: "all are exact"),
      Verdict(name: "lost=0", holds: false, sentence: "lost is 1"),
    ]
    #expect(
      report.text() == """
        A run
          2026-11-25T05:00:00Z, 60 s
          processor: Some CPU, 2 cores
          seed: 1
          to repeat it: dogear simulate --seed 1

        Durations in ms
                 p50  p90  p99  p99.9  max  mean  count
        durable    1   30   30     30   30  8.25      4

        Figures
                       value  unit
        durable.rate  18,123  /s    made durable

        receipts
              durable/s            p99 ms
        A 漢  20,000 ███              1.5
        D     80,000 ████████████   never

        ✓ all are exact
        ✗ lost is 1

        """)
  }
}
