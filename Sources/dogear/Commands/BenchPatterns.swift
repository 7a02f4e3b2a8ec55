import Arguments
import Foundation
import Lanes
import Measure
import Patterns

/// `dogear bench patterns`: four ways to record receipts, under the same load.
struct BenchPatterns: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns",
    abstract: "Measure four ways to record receipts: database, Redis, Redis with sync, Kafka.",
    discussion: """
      A writes each receipt to PostgreSQL before it is acknowledged; B keeps it in Redis only; C keeps it in Redis and \
      syncs to PostgreSQL on a schedule; D is Dogear itself: Kafka with a batch consumer, counters in Redis included. \
      Each gets the same receipts on the same throwaway stack, one after the other; then each of its processes is \
      killed with SIGKILL under load, and what was acknowledged and is lost is counted. "Durable" means in PostgreSQL. \
      It takes about six minutes, and the machine should do nothing else.

      Of the last receipt of each membership the time until durable is taken from PostgreSQL's own commit timestamps; \
      with a schedule both times count from when a receipt was due.
      """,
    examples: [
      CommandExample("dogear bench patterns --kafka-home ~/kafka", "Everything, with a real Kafka."),
      CommandExample("dogear bench patterns --patterns A,D --workload distinct --no-kills", "The shortest."),
      CommandExample(
        "dogear bench patterns --patterns D --workload steady --rate 40000 --events 400000 --no-kills",
        "How soon receipts are durable below the limit."),
      CommandExample(
        "dogear bench patterns --chart patterns.svg --report patterns.json",
        "With a picture and all figures."),
    ])

  @OptionGroup var log: LogOptions

  @Option(help: ArgumentHelp("How many receipts each pattern gets.", valueName: "n"))
  var events = 200_000

  @Option(
    help: ArgumentHelp(
      "What people do: distinct, scrolling, burst, all of these, or steady.", valueName: "kind"))
  var workload = WorkloadChoice.all

  @Option(help: ArgumentHelp("The patterns, parted by commas.", valueName: "list"))
  var patterns = PatternList.all

  @Option(
    help: ArgumentHelp(
      "Receipts a second before and after the burst, or of the steady workload. (default: 8000, or a twentieth of all)",
      valueName: "n"))
  var rate: Int?

  @Option(help: "How often C syncs.")
  var syncInterval: Duration = .seconds(1)

  @Option(help: ArgumentHelp("Another seed makes another order.", valueName: "n"))
  var seed = 1

  @Option(
    help: ArgumentHelp(
      "Start the Apache Kafka in this directory. Without it, an in-process broker serves, in memory.",
      valueName: "path"), environment: "KAFKA_HOME")
  var kafkaHome: String?

  @Flag(
    name: .long, inversion: .prefixedNo, help: "Kill each process of each pattern, and count what is lost.")
  var kills = true

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp("Write a report, in the form of its ending; repeat it for several.", valueName: "file")
  )
  var reports: [String] = []

  @Option(help: ArgumentHelp("Draw the figures into this SVG file.", valueName: "file"))
  var chart: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  /// What the in-process broker can keep of receipts that are not consumed yet.
  private static let mostInMemory = 400_000

  func validate() throws {
    let most = hasKafka ? 5_000_000 : Self.mostInMemory
    guard (1_000...most).contains(events) else {
      throw ValidationError(
        "--events must be 1000 to \(most)"
          + (hasKafka ? "" : ": more needs a real Kafka, since the in-process broker keeps little"))
    }
    if let rate {
      let most = workload.kinds.contains(.burst) ? events / 12 : events
      guard rate > 0, rate <= most else {
        throw ValidationError(
          "--rate must be 1 to \(most) with \(events) events"
            + (most < events ? ": a burst is ten seconds' worth of them" : ""))
      }
    }
    guard syncInterval >= .milliseconds(10), syncInterval <= .seconds(60) else {
      throw ValidationError("--sync-interval must be 10ms to 60s")
    }
    guard seed >= 0 else { throw ValidationError("--seed must not be negative") }
    for path in reports { _ = try Report.Form(path: path) }
  }

  private var hasKafka: Bool { kafkaHome.map { !$0.isEmpty } ?? false }

  func run() async throws {
    let path = try log.logFile ?? StateFolder.file("bench.log")
    try log.start(file: path)
    if !json { print("Dogear bench: four patterns on a throwaway stack. The log is \(path)") }
    let plan = PatternsPlan(
      patterns: patterns.patterns, kinds: workload.kinds, events: events, rate: rate, seed: UInt64(seed),
      syncInterval: syncInterval, kills: kills, kafkaHome: hasKafka ? kafkaHome : nil)
    let bench = PatternsBench(
      plan: plan, command: commandLine(plan), log: path, steps: StepList(isQuiet: json))
    let report: Report
    do {
      report = try await bench.run()
    } catch is CancellationError {
      // What a shell says of a program that Ctrl-C has ended.
      throw ExitCode(128 + SIGINT)
    }
    print(json ? report.json() : "\n\(report.text())", terminator: "")
    for path in reports { try report.write(to: path) }
    if let chart { try PatternsChart(report).svg.write(toFile: chart, atomically: true, encoding: .utf8) }
    if report.exitStatus != .exact { throw ExitCode(report.exitStatus.rawValue) }
  }

  private func commandLine(_ plan: PatternsPlan) -> String {
    var words = ["dogear bench patterns --events \(events) --rate \(plan.steadyRate) --seed \(seed)"]
    words.append("--workload \(workload.defaultValueDescription)")
    words.append("--patterns \(patterns.defaultValueDescription)")
    words.append("--sync-interval \(Int(syncInterval.wholeMilliseconds))ms")
    if hasKafka { words.append("--kafka-home KAFKA") }
    if !kills { words.append("--no-kills") }
    return words.joined(separator: " ")
  }
}
