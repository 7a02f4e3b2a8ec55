import Testing

@testable import Measure

@Suite struct DrawingTests {
  @Test(
    "numbers are easy to read",
    arguments: [
      (0, "0"), (2, "2"), (44.04, "44"), (0.62, "0.62"), (0.012345, "0.0123"), (99.94, "99.9"),
      (99.96, "100"),
      (512.5, "512"), (2_301.9, "2,302"), (1_234_567, "1,234,567"), (-1_500, "-1,500"), (-0.5, "-0.5"),
      (.nan, "unknown"), (.infinity, "∞"),
    ] as [(Double, String)])
  func numbers(value: Double, words: String) {
    #expect(value.words == words)
  }

  @Test("a table shows nothing that a terminal would obey") func hostileCells() {
    let table = TextTable(head: ["user"], rows: [["a\u{1B}]0;owned\u{7}b"], ["\u{202E}c\u{9B}31m"]])
    #expect(table.text == "user\nab\nc")
  }

  @Test("axes have round ticks") func axes() {
    #expect(Axis.even([3, 18_200]).ticks.map(\.label) == ["0", "5,000", "10,000", "15,000", "20,000"])
    #expect(Axis.even([]).ticks.map(\.label) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    #expect(Axis.even([-5, 5]).ticks.map(\.label) == ["-6", "-4", "-2", "0", "2", "4", "6"])
    #expect(Axis.time([0, 61]).ticks.map(\.label) == ["0 s", "20 s", "40 s", "60 s"])
    #expect(Axis.logarithmic([0, 0.3, 20]).ticks.map(\.label) == ["0.1", "1", "10", "100"])
    #expect(Axis.logarithmic([]).ticks.map(\.label) == ["1", "10"])
    #expect(
      Axis.percentiles(of: 20_000).ticks.map(\.label) == ["0 %", "50 %", "90 %", "99 %", "99.9 %", "99.99 %"])
  }

  @Test("each ten times and each nine take the same room, and what is outside stands at an end") func places()
  {
    let decades = Axis.logarithmic([1, 1_000])
    #expect([0, 1, 1_000, 5_000].map(decades.place) == [0, 0, 1, 1])
    #expect(abs(decades.place(10) - 1 / 3.0) < 1e-9)
    let nines = Axis.percentiles(of: 1_000)
    #expect(abs(nines.place(Axis.reach(ofPercentile: 99)) - 2 / 3.0) < 1e-9)
    #expect(nines.place(Axis.reach(ofPercentile: 100)) == 1)
  }

  @Test("bars are drawn as they always were") func bars() {
    var report = Report.fixture("A & B")
    report.tables = [
      Table(
        title: "receipts", columns: ["", "durable/s"],
        rows: [["A <database>", 20_000], ["B", "never"], ["D", 80_000]], bars: [1])
    ]
    let drawn = report.svg().split(separator: "\n").filter { !$0.contains("tone") || $0.hasPrefix("<rect") }
    #expect(
      drawn.joined(separator: "\n") == """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 744 206" width="744" height="206">
        <style>svg text{font:13px ui-monospace,'DejaVu Sans Mono',monospace}svg .title{font-size:15px;font-weight:bold}svg .head{font-weight:bold}svg .fine{font-size:12px}.line{fill:none;stroke-width:2;stroke-linejoin:round}.rule{stroke-width:1}.dashed{stroke-dasharray:6 4}
        </style>
        <g transform="translate(12 12)">
        <text class="title" x="0" y="16">A &amp; B</text>
        <g transform="translate(0 32)">
        <text class="head" x="0" y="16">receipts</text>
        <text class="fine" x="109.6" y="40">durable/s</text>
        <text class="" x="0" y="61">A &lt;database&gt;</text>
        <rect class="tone0" x="109.6" y="50" width="128.6" height="14"/>
        <text class="" x="246.2" y="61">20,000</text>
        <text class="" x="0" y="83">B</text>
        <text class="" x="109.6" y="83">never</text>
        <text class="" x="0" y="105">D</text>
        <rect class="tone0" x="109.6" y="94" width="514.4" height="14"/>
        <text class="" x="632" y="105">80,000</text>
        </g>
        <text class="fine" x="0" y="178">Some CPU, 2 cores</text>
        </g>
        </svg>
        """)
  }

  @Test("a line is drawn as it always was, without what is no number") func line() {
    let chart = LineChart(
      title: "rate in /s", x: .time([10]), y: .even([100]),
      lines: [LineChart.Line(name: "rate", points: [(0, 0), (5, 100), (7, .nan), (10, 50)])])
    #expect(
      chart.svg == """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 270" role="img" aria-label="rate in /s">
        <text class="head" x="0" y="16">rate in /s</text>
        <line class="rule" x1="64" y1="242" x2="696" y2="242"/>
        <text class="fine" x="56" y="246" text-anchor="end">0</text>
        <line class="rule" x1="64" y1="202" x2="696" y2="202"/>
        <text class="fine" x="56" y="206" text-anchor="end">20</text>
        <line class="rule" x1="64" y1="162" x2="696" y2="162"/>
        <text class="fine" x="56" y="166" text-anchor="end">40</text>
        <line class="rule" x1="64" y1="122" x2="696" y2="122"/>
        <text class="fine" x="56" y="126" text-anchor="end">60</text>
        <line class="rule" x1="64" y1="82" x2="696" y2="82"/>
        <text class="fine" x="56" y="86" text-anchor="end">80</text>
        <line class="rule" x1="64" y1="42" x2="696" y2="42"/>
        <text class="fine" x="56" y="46" text-anchor="end">100</text>
        <line class="rule" x1="64" y1="42" x2="64" y2="242"/>
        <text class="fine" x="64" y="260" text-anchor="middle">0 s</text>
        <line class="rule" x1="190.4" y1="42" x2="190.4" y2="242"/>
        <text class="fine" x="190.4" y="260" text-anchor="middle">2 s</text>
        <line class="rule" x1="316.8" y1="42" x2="316.8" y2="242"/>
        <text class="fine" x="316.8" y="260" text-anchor="middle">4 s</text>
        <line class="rule" x1="443.2" y1="42" x2="443.2" y2="242"/>
        <text class="fine" x="443.2" y="260" text-anchor="middle">6 s</text>
        <line class="rule" x1="569.6" y1="42" x2="569.6" y2="242"/>
        <text class="fine" x="569.6" y="260" text-anchor="middle">8 s</text>
        <line class="rule" x1="696" y1="42" x2="696" y2="242"/>
        <text class="fine" x="696" y="260" text-anchor="middle">10 s</text>
        <polyline class="line tone0" points="64,242 380,42 696,142"/>
        </svg>

        """)
  }

  @Test(
    "series of one unit and one name before the full stop share a chart; without tables durations are drawn")
  func charts() {
    var report = Report.fixture()
    for (name, unit) in [
      ("durable.p50", "ms"), ("durable.rate", "/s"), ("durable.p99", "ms"), ("lag", ""), ("none", ""),
    ] {
      let points = name == "none" ? [] : [Series.Point(seconds: 1, value: 1)]
      report.series.append(Series(name: name, unit: unit, points: points))
    }
    #expect(report.seriesCharts.map(\.title) == ["durable in ms", "durable in /s", "lag"])
    #expect(report.seriesCharts[0].lines.map(\.name) == ["durable.p50", "durable.p99"])
    #expect(!report.svg().contains("polyline"))
    report.add(Histogram(milliseconds: [1, 2, 3]), name: "durable", title: "")
    report.add(Histogram(), name: "empty", title: "")
    #expect(report.percentileChart?.lines.map(\.name) == ["durable"])
    #expect(report.svg().contains("<polyline"))
  }

  @Test("colours are for light and for dark, and no page takes them from elsewhere") func colours() {
    let svg = Report.fixture().svg()
    #expect(svg.contains("@media(prefers-color-scheme:dark)"))
    let page = HTMLPage(report: .fixture()).document
    #expect(page.contains("@media(prefers-color-scheme:dark)"))
    #expect(
      !page.contains("http") || !page.replacing("http://www.w3.org/2000/svg", with: "").contains("http"))
  }
}
