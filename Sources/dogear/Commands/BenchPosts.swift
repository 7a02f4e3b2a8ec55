import Arguments
import Measure

/// `dogear bench posts`: how many messages the server takes.
struct BenchPosts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "posts",
    abstract: "Measure messages poured in until they are numbered, stored and counted for every member.",
    discussion: """
      The messages are given to Kafka at once. They are stored when PostgreSQL has them, and counted when the server has \
      committed them, which it does after every member's counter. Then some messages to one crowded channel. Ends by \
      comparing every count with the messages.
      """,
    examples: [
      CommandExample("dogear bench posts", "Channels of 50, 1,000 and 10,000, and one of 100,000."),
      CommandExample(
        "dogear bench posts --members 1000 --messages 100000 --crowd 0", "One size, for longer."),
    ])

  @OptionGroup var options: BenchOptions
  @OptionGroup var log: LogOptions

  @Option(help: ArgumentHelp("How many members the channels have.", valueName: "list"))
  var members = CountList(50, 1_000, 10_000)

  @Option(help: ArgumentHelp("How many channels there are of each size.", valueName: "n"))
  var channels = 10

  @Option(help: ArgumentHelp("How many messages are poured in, to each channel in turn.", valueName: "n"))
  var messages = 20_000

  @Option(help: ArgumentHelp("How many members the crowded channel has; 0 leaves it out.", valueName: "n"))
  var crowd = 100_000

  @Option(help: ArgumentHelp("How many messages go to the crowded channel.", valueName: "n"))
  var crowdMessages = 200

  @Option(
    help: ArgumentHelp(
      "Start the Apache Kafka in this directory. Without it, an in-process broker serves, in memory.",
      valueName: "path"), environment: "KAFKA_HOME")
  var kafkaHome: String?

  func validate() throws {
    try check("members", members.counts, in: 1...1_000_000)
    try check("channels", [channels], in: 1...1_000)
    try check("messages", [messages], in: 1...10_000_000)
    try check("crowd", [crowd], in: 0...5_000_000)
    try check("crowd-messages", [crowdMessages], in: 1...1_000_000)
  }

  func run() async throws {
    let settings = [
      Fact("members", members.words), Fact("channels", channels), Fact("messages", messages),
      Fact("members of the crowded channel", crowd), Fact("messages to it", crowdMessages),
    ]
    try await options.run("Dogear bench: posts", log, settings: settings) { head, steps in
      try await BenchStack.withServer(kafkaHome: kafkaHome, isQuiet: options.json) { host in
        try await measure(head, on: host.backends, steps)
      }
    }
  }

  private func measure(_ head: Report, on backends: Backends, _ steps: StepList) async throws -> Report {
    let checks = BenchChecks(backends: backends)
    var report = head
    report.machine += try await checks.versions(kafkaHome: kafkaHome)
    let seed = UInt64(options.seed)
    var pours = members.counts.map { size in
      Pour(
        backends: backends, town: BenchTown(name: "n\(size)", members: size, channelsPerUser: channels),
        messages: messages, seed: seed)
    }
    if crowd > 0 {
      let town = BenchTown(name: "crowd", members: crowd, channelsPerUser: 1)
      pours.append(Pour(backends: backends, town: town, messages: crowdMessages, seed: seed))
    }
    var table = Table(title: "Messages until all are counted", columns: Pour.columns, bars: [6])
    for pour in pours {
      try await steps.step("World: \(pour.town.channels) channels of \(pour.town.members)") {
        try await pour.prepare()
      }
      let times = try await steps.step("\(pour.messages) messages to \(pour.town.members) members each") {
        try await pour.measure()
      }
      table.rows.append(pour.row(times))
      report.figures += pour.figures(times)
    }
    report.tables = [table]
    report.verdicts = [
      try await steps.step("Verification") { try await checks.counts(patience: .seconds(300)) }
    ]
    return report
  }
}
