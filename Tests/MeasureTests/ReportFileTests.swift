import Foundation
import Measure
import TestSupport
import Testing

@Suite struct ReportFileTests {
  @Test("the JSON brings back the same, numbers that are none included") func json() throws {
    let folder = try TemporaryFolder()
    var report = Report.fixture()
    report.figures = [Figure(name: "a", value: .infinity), Figure(name: "b", value: 1, other: 2)]
    report.tables = [Table(title: "t", columns: ["x", "y"], rows: [["one", 1.5]], bars: [1])]
    report.series = [Series(name: "s", points: [Series.Point(seconds: 1, value: 2)])]
    report.verdicts = [Verdict(name: "v", holds: true, sentence: "it is so")]
    report.add(Histogram(milliseconds: [1, 2, 3]), name: "h", title: "h")
    try report.write(to: folder.path("a.json"))
    #expect(try Report(contentsOf: folder.path("a.json")) == report)
  }

  @Test("several histograms go to a file each, with names that are files'") func histograms() throws {
    let folder = try TemporaryFolder()
    var report = Report.fixture()
    #expect(throws: ReportError.noHistogram(path: folder.path("a.hgrm"))) {
      try report.write(to: folder.path("a.hgrm"))
    }
    report.add(Histogram(milliseconds: [1]), name: "durable", title: "")
    #expect(try report.write(to: folder.path("a.hgrm")) == [folder.path("a.hgrm")])
    report.add(Histogram(milliseconds: [2]), name: "../x", title: "")
    let paths = try report.write(to: folder.path("b.hgrm"))
    #expect(paths == [folder.path("b.durable.hgrm"), folder.path("b...-x.hgrm")])
    #expect(try folder.text("b.durable.hgrm").contains("#[Max     ="))
  }

  @Test("another ending is an error that says which there are") func forms() {
    let error = #expect(throws: ReportError.self) { try Report.Form(path: "a.pdf") }
    #expect(
      error?.description == "a.pdf names no form of a report: it must end with .json, .html, .svg or .hgrm")
  }

  @Test("a file that is no report gets a sentence") func wrongFiles() throws {
    let folder = try TemporaryFolder()
    func reason(_ text: String) throws -> String? {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path("x.json")))
      let error = #expect(throws: ReportError.self) { try Report(contentsOf: folder.path("x.json")) }
      guard case .notReport(_, let reason) = error else { return nil }
      return reason
    }
    #expect(try reason("{}") == "'version' is missing")
    #expect(try reason("hello")?.contains("JSON") == true)
    let json = Report.fixture().json()
    #expect(
      try reason(json.replacing(#""version":1"#, with: #""version":9"#))
        == "its version is 9, and this program knows 1")
    #expect(
      try reason(json.replacing(#""seconds":60"#, with: #""seconds":"x""#))?.hasPrefix("in seconds") == true)
    let ragged = #""tables":[{"bars":[],"columns":["a","b"],"rows":[[1]],"title":""}]"#
    #expect(
      try reason(json.replacing(#""tables":[]"#, with: ragged))?
        .hasSuffix("a row has not one cell for each column") == true)
    let error = #expect(throws: ReportError.self) { try Report(contentsOf: folder.path("none.json")) }
    #expect(error?.description.contains("none.json cannot be read: ") == true)
  }

  @Test("a series keeps a bounded number of points, peaks and means included") func bounded() {
    var (times, rates) = (Series(name: "p99", unit: "ms"), Series(name: "rate", unit: "/s"))
    for second in 0..<10_000 {
      times.append(seconds: Double(second), value: second == 7_777 ? 99 : 1)
      rates.append(seconds: Double(second), value: second % 2 == 0 ? 10 : 20)
    }
    #expect(times.points.count <= Series.limit && times.points.last?.seconds == 9_999)
    #expect(times.points.map(\.value).max() == 99)
    #expect(rates.points.dropLast().allSatisfy { $0.value == 15 })
  }
}
