import Arguments
import Foundation
import Lanes
import Measure
import Simulation

/// `dogear faults`: pulls one plug after another out of a system under load.
struct Faults: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Pull plugs out of a system under load, and see whether anything is lost or wrong.",
    discussion: """
      It starts a stack of its own and servers in processes of their own, lets simulated people read and write, and pulls \
      one plug after another, and then some at random, alone or in pairs. After each it waits, under load, until everything that \
      had been sent is stored and counted. Then it holds the load, compares every count with the database and every \
      acknowledged message and receipt with a ledger, and goes on. An event of which nobody was told whether Kafka has it is unknown: it may be there, \
      and is never counted as lost. Without --kafka-home the broker is in memory, and the faults of the broker are left out.

      Ctrl-C ends it after the fault under way, with a verdict on what there was. Exit status: 0 when nothing was lost or wrong, 1 otherwise.
      """,
    examples: [
      CommandExample("dogear faults --kafka-home ~/kafka", "Every fault, and three minutes of random ones."),
      CommandExample("dogear faults --only redis.kill,server.kill --duration 0s", "These two, once."),
      CommandExample("dogear faults --list", "The faults."),
    ])

  @OptionGroup var log: LogOptions

  @Option(help: ArgumentHelp("The faults, parted by commas; all, if not given.", valueName: "list"))
  var only: String?

  @Option(help: ArgumentHelp("The same seed brings the same faults in the same order.", valueName: "n"))
  var seed = 1

  @Option(help: "How long faults at random go on after each has come once.")
  var duration: Duration = .seconds(180)

  @Option(help: ArgumentHelp("How many servers there are.", valueName: "n"))
  var servers = 2

  @Option(help: ArgumentHelp("Receipts a second.", valueName: "n"))
  var receipts = 5_000

  @Option(help: ArgumentHelp("Messages a second.", valueName: "n"))
  var messages = 300

  @Option(help: "How long what is frozen stands still.")
  var freeze: Duration = .seconds(15)

  @Option(
    help: ArgumentHelp(
      "Start the Apache Kafka in this directory. Without it, an in-process broker serves, in memory.",
      valueName: "path"), environment: "KAFKA_HOME")
  var kafkaHome: String?

  @Flag(help: "List the faults and end.")
  var list = false

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp("Write a report, in the form of its ending; repeat it for several.", valueName: "file")
  )
  var reports: [String] = []

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    func check(_ option: String, _ value: Int, _ bounds: ClosedRange<Int>) throws {
      guard !bounds.contains(value) else { return }
      throw ValidationError("--\(option) must be \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    try check("seed", seed, 0...Int.max)
    try check("servers", servers, 1...8)
    try check("receipts", receipts, 1...20_000)
    try check("messages", messages, 1...1_000)
    guard duration >= .zero, duration <= .seconds(86_400) else {
      throw ValidationError("--duration must be 0s to 24h")
    }
    guard freeze >= .seconds(1), freeze <= .seconds(60) else {
      throw ValidationError("--freeze must be 1s to 60s")
    }
    _ = try chosen()
    for path in reports { _ = try Report.Form(path: path) }
  }

  private var hasBroker: Bool { kafkaHome.map { !$0.isEmpty } ?? false }

  /// What a fault needs that is not here, and how to have it.
  private func lack(_ fault: Fault) -> String? {
    if fault.needsBroker, !hasBroker { return "a broker that is a process: name one with --kafka-home" }
    if fault.needsFakeTime, FakeTime.library == nil { return "libfaketime: apt-get install faketime" }
    return nil
  }

  /// The faults that are asked for and can be.
  private func chosen() throws -> [Fault] {
    let possible = Fault.allCases.filter { lack($0) == nil }
    guard let only else { return possible }
    return try only.split(separator: ",").map { name in
      guard let fault = Fault(rawValue: String(name)) else {
        throw ValidationError("--only: there is no fault '\(name)'; `dogear faults --list` names them")
      }
      if let lack = lack(fault) { throw ValidationError("--only: \(name) needs \(lack)") }
      return fault
    }
  }

  func run() async throws {
    if list {
      let rows = Fault.allCases.map {
        [
          $0.rawValue,
          $0.title + ($0.needsBroker ? ", with --kafka-home" : $0.needsFakeTime ? ", with libfaketime" : ""),
        ]
      }
      print(TextTable(head: ["fault", "what is done"], rows: rows).text)
      return
    }
    try log.start(file: try log.logFile ?? StateFolder.file("faults.log"))
    let rows = try chosen()
    if !json, only == nil {
      for (lack, faults) in Dictionary(grouping: Fault.allCases, by: lack).sorted(by: {
        $0.value.count > $1.value.count
      }) {
        if let lack { print("Left out without \(lack): \(faults.map(\.title).joined(separator: ", "))") }
      }
    }
    let run = FaultRun(
      rows: rows, seed: UInt64(seed), servers: servers, receipts: receipts, messages: messages,
      duration: duration, freeze: freeze, command: command, kafkaHome: hasBroker ? kafkaHome : nil,
      isQuiet: json)
    let report: Report
    do {
      report = try await run.run()
    } catch is CancellationError {
      throw ExitCode(128 + SIGINT)
    }
    print(json ? report.json() : "\n\(report.text())", terminator: "")
    for path in reports { try report.write(to: path) }
    if report.exitStatus != .exact { throw ExitCode(report.exitStatus.rawValue) }
  }

  private var command: String {
    var words = [
      "dogear faults --seed \(seed) --servers \(servers) --receipts \(receipts) --messages \(messages)"
    ]
    words.append(
      "--duration \(Int(duration.wholeMilliseconds))ms --freeze \(Int(freeze.wholeMilliseconds))ms")
    if let only { words.append("--only \(only)") }
    if hasBroker { words.append("--kafka-home KAFKA") }
    return words.joined(separator: " ")
  }
}
