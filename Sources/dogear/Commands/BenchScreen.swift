import Arguments
import Bench
import Glibc
import Measure
import Service

/// `dogear bench screen`: how fast the client answers, and what it costs.
struct BenchScreen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Measure the client on a terminal of 200 × 50, beside irssi and weechat.",
    discussion: """
      Each program runs on a pseudo-terminal, one after the other: keys are pressed and the time until it answers is \
      taken; then nothing is done; then keys are pressed in a flood of messages. Dogear gets its messages from a \
      throwaway stack with a server in this process, irssi and weechat get theirs from a toy IRC server. It takes about \
      a minute for each program, and the machine should do nothing else.
      """,
    examples: [
      CommandExample("dogear bench screen", "All three programs in a table."),
      CommandExample("dogear bench screen --beside none --rate 200", "Dogear alone, in a milder flood."),
      CommandExample("dogear bench screen --json > figures.json", "The same for programs."),
    ])

  @OptionGroup var log: LogOptions

  @Option(help: ArgumentHelp("How many channels there are.", valueName: "n"))
  var channels = 12

  @Option(help: ArgumentHelp("How many messages the channel in view has.", valueName: "n"))
  var messages = 2_000

  @Option(help: ArgumentHelp("Messages a second in the flood, to each channel in turn.", valueName: "n"))
  var rate = 2_000

  @Option(help: ArgumentHelp("How many keys are pressed, in the quiet and in the flood.", valueName: "n"))
  var keys = 300

  @Option(help: "How long nothing is done.")
  var idle: Duration = .seconds(10)

  @Option(help: ArgumentHelp("The other programs: irssi, weechat, irssi,weechat or none.", valueName: "list"))
  var beside = IRCClients.all

  @Option(
    help: ArgumentHelp(
      "Start the Apache Kafka in this directory. Without it, an in-process broker serves, in memory.",
      valueName: "path"), environment: "KAFKA_HOME")
  var kafkaHome: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    try check("channels", [channels], in: 1...10_000)
    try check("messages", [messages], in: 0...1_000_000)
    try check("rate", [rate], in: 1...100_000)
    try check("keys", [keys], in: 2...100_000)
    guard idle > .zero, idle <= .seconds(3_600) else {
      throw ValidationError("--idle must be more than 0 and at most 1h")
    }
  }

  func run() async throws {
    let path = try StateFolder.file("bench.log")
    try log.start(file: path)
    if !json { print("Dogear bench: about a minute for each program. The log is \(path)") }
    let task = ScreenTask(channels: channels, messages: messages, rate: rate, keys: keys, idle: idle)
    let bench = ScreenBench(
      task: task, beside: beside.clients, stack: .throwaway(kafkaHome: kafkaHome), isQuiet: json)
    do {
      let report = try await bench.run()
      print(json ? try report.json() : text(report))
    } catch is CancellationError {
      // What a shell says of a program that Ctrl-C has ended.
      throw ExitCode(128 + SIGINT)
    }
  }

  private func text(_ report: BenchReport) -> String {
    let head = [report.task, report.machine.line, report.versions.joined(separator: ", ")] + report.notes
    let table = TextTable(head: report.head, rows: report.rows).text
    let threads = ["Context switches/s of the threads at rest, by name:"] + report.threadLines
    return [head.joined(separator: "\n"), table, threads.joined(separator: "\n")].map { "\n\($0)" }
      .joined(separator: "\n")
  }
}
