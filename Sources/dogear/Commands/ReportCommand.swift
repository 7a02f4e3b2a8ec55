import Arguments
import Measure

/// `dogear report` reads what was measured.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print, join, compare and draw the reports of measurements.",
    discussion: """
      A report is what the commands that measure write with `--report FILE.json`. Several are joined as parts of one \
      run: histograms are merged, rates and counts added. Exits with 1 if the report says that something is wrong or \
      lost, and with 99 if only a requirement is missed.
      """,
    examples: [
      CommandExample("dogear report a.json b.json", "What two processes measured of one run, as one."),
      CommandExample("dogear report new.json --compare old.json", "Each figure with its ratio to the older."),
      CommandExample("dogear report run.json --report run.html --report run.svg", "A page and a chart."),
      CommandExample("dogear report run.json --require 'durable.p99<250ms'", "A gate for scripts."),
    ])

  @Argument(help: ArgumentHelp("Reports as JSON; several are joined.", valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("Print this report's figures beside, and the ratio.", valueName: "file"))
  var compare: String?

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write it, in the form of the ending: .json, .html, .svg or .hgrm; repeat it for several.",
      valueName: "file"))
  var reports: [String] = []

  @Option(
    name: .customLong("require"),
    help: ArgumentHelp(
      "What a figure must be, as 'durable.p99<250ms'; repeat it for several.", valueName: "rule"))
  var requirements: [String] = []

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    for path in reports {
      do { _ = try Report.Form(path: path) } catch { throw ValidationError("--report: \(error)") }
    }
    for text in requirements {
      do { _ = try Requirement(text) } catch { throw ValidationError("--require: \(error)") }
    }
  }

  func run() async throws {
    let read = try files.map { try Report(contentsOf: $0) }
    var report = read[0]
    if read.count > 1 { report = report.joined(with: Array(read.dropFirst())) }
    report.verdicts += try requirements.map { try Requirement($0).check(report) }
    if let compare { report = report.compared(with: try Report(contentsOf: compare)) }
    print(json ? report.json() : report.text(), terminator: "")
    for path in reports { try report.write(to: path) }
    guard report.exitStatus == .exact else { throw ExitCode(report.exitStatus.rawValue) }
  }
}
