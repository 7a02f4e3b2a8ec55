import Arguments
import Glibc
import Measure

/// What the benches take beside their sizes.
struct BenchOptions: ParsableArguments {
  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write the report to this file too, in the form that its ending names: .json, .html, .svg or .hgrm. Repeat it for several.",
      valueName: "file"))
  var reports: [String] = []

  @Option(help: ArgumentHelp("The same seed makes the same load.", valueName: "n"))
  var seed = 1

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard seed >= 0 else { throw ValidationError("--seed must not be negative") }
    for path in reports {
      do { _ = try Report.Form(path: path) } catch { throw ValidationError("--report: \(error)") }
    }
  }

  /// Runs a measurement, prints and writes what it found, and ends the program as its verdicts say.
  /// - Parameters:
  ///   - settings: What was asked for, beside the seed.
  ///   - measure: Given the report's head, returns the report.
  func run(
    _ title: String, _ log: LogOptions, settings: [Fact],
    measure: (Report, StepList) async throws -> Report
  ) async throws {
    let path = try StateFolder.file("bench.log")
    try log.start(file: path)
    if !json { print("\(title). The log is \(path)") }
    let head = Report(
      title: title, command: (["dogear"] + CommandLine.arguments.dropFirst()).joined(separator: " "),
      settings: settings + [Fact("seed", seed)])
    let start = ContinuousClock.now
    do {
      var report = try await measure(head, StepList(isQuiet: json))
      report.seconds = (ContinuousClock.now - start) / .seconds(1)
      print(json ? report.json() : "\n" + report.text())
      for path in reports { try report.write(to: path) }
      guard report.exitStatus == .exact else { throw ExitCode(report.exitStatus.rawValue) }
    } catch is CancellationError {
      // What a shell says of a program that Ctrl-C has ended.
      throw ExitCode(128 + SIGINT)
    }
  }
}

/// Numbers on the command line, parted by commas: `10,100,1000`.
struct CountList: ExpressibleByArgument {
  let counts: [Int]

  init(_ counts: Int...) {
    self.counts = counts
  }

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    counts = words.compactMap { Int($0) }
    guard counts.count == words.count, Set(counts).count == counts.count else { return nil }
  }

  var words: String { counts.map(String.init).joined(separator: ",") }
  var defaultValueDescription: String { words }
  static var formatHint: String? { "different numbers parted by commas, such as 10,100,1000" }
}

/// Refuses sizes that nobody can measure.
func check(_ option: String, _ values: [Int], in bounds: ClosedRange<Int>) throws {
  guard values.allSatisfy(bounds.contains) else {
    throw ValidationError("--\(option) must be \(bounds.lowerBound) to \(bounds.upperBound)")
  }
}
