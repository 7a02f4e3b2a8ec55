import Measure
import Testing

@testable import Patterns

@Suite("The picture of the patterns")
struct PatternsChartTests {
  private func report() -> Report {
    var report = Report(
      title: "A & B", command: "dogear bench patterns", machine: [Fact("processor", "a <b>")])
    for (pattern, durable) in [("A", 20_000.0), ("B", nil), ("D", 80_000)] {
      report.figures.append(Figure(name: "distinct.\(pattern).accepted", value: 1, unit: "/s"))
      if let durable {
        report.figures.append(Figure(name: "distinct.\(pattern).durable", value: durable, unit: "/s"))
      }
    }
    return report
  }

  @Test("bars are as long as their share of the greatest, and what has no figure says so")
  func bars() {
    let svg = PatternsChart(report()).svg
    #expect(svg.contains(#"<rect class="D" x="236""#))
    #expect(svg.contains(#"width="380" height="14""#))
    #expect(svg.contains(#"width="95" height="14""#))
    #expect(svg.contains(">80,000<"))
    #expect(svg.contains(">never<"))
    #expect(!svg.contains(">C "))
    #expect(svg.split(separator: "<rect").count == 4)
  }

  @Test("workloads that were not measured are left out, and words cannot break the picture")
  func words() {
    let svg = PatternsChart(report()).svg
    #expect(!svg.contains("scrolling"))
    #expect(!svg.contains("burst"))
    #expect(svg.contains("A &amp; B"))
    #expect(svg.contains("a &lt;b>"))
  }

  @Test(
    "numbers are easy to read",
    arguments: [
      (0.04, "0.0"), (0.62, "0.6"), (99.94, "99.9"), (100, "100"), (2_301.9, "2,302"),
      (1_234_567, "1,234,567"),
    ])
  func numbers(value: Double, text: String) {
    #expect(PatternsChart.number(value) == text)
  }
}
