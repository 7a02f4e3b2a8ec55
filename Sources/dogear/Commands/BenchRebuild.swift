import Arguments
import Measure
import Postgres

/// `dogear bench rebuild`: how soon a lost Redis is whole again.
struct BenchRebuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Measure how fast all counters are computed anew after Redis has lost everything.",
    discussion: """
      Redis is emptied with FLUSHALL, and the time until the last bucket is open again is taken, which includes the \
      fraction of a second until a server notices. Further servers run in this process too. Ends by comparing every count.
      """,
    examples: [
      CommandExample("dogear bench rebuild", "200,000 counters with one server and with two."),
      CommandExample("dogear bench rebuild --counters 2000000 --servers 1,2,4", "More of both."),
    ])

  @OptionGroup var options: BenchOptions
  @OptionGroup var log: LogOptions

  @Option(help: ArgumentHelp("How many counters there are, ten a user; rounded up to 500.", valueName: "n"))
  var counters = 200_000

  @Option(help: ArgumentHelp("How many servers share the work.", valueName: "list"))
  var servers = CountList(1, 2)

  @Option(help: ArgumentHelp("How often everything is measured; medians are shown.", valueName: "n"))
  var rounds = 3

  @Option(
    help: ArgumentHelp(
      "Start the Apache Kafka in this directory. Without it, an in-process broker serves, in memory.",
      valueName: "path"), environment: "KAFKA_HOME")
  var kafkaHome: String?

  /// Channels of fifty, ten a user.
  private static let members = 50
  private static let channelsPerUser = 10

  func validate() throws {
    try check("counters", [counters], in: 1...10_000_000)
    try check("servers", servers.counts, in: 1...16)
    try check("rounds", [rounds], in: 1...1_000)
  }

  func run() async throws {
    let group = Self.members * Self.channelsPerUser
    let town = BenchTown(
      name: "bench", members: Self.members, channelsPerUser: Self.channelsPerUser,
      groups: (counters + group - 1) / group, head: 1_000)
    let settings = [
      Fact("counters", town.memberships), Fact("servers", servers.words), Fact("rounds", rounds),
    ]
    try await options.run("Dogear bench: rebuild", log, settings: settings) { head, steps in
      try await BenchStack.withServer(kafkaHome: kafkaHome, isQuiet: options.json) { host in
        try await measure(head, town, on: host.backends, steps)
      }
    }
  }

  private func measure(
    _ head: Report, _ town: BenchTown, on backends: Backends, _ steps: StepList
  ) async throws -> Report {
    let checks = BenchChecks(backends: backends)
    var report = head
    report.machine += try await checks.versions(kafkaHome: kafkaHome)
    try await steps.step("World: \(town.users) users, \(town.channels) channels") {
      let pool = PostgresPool(backends.endpoints.databaseURL, name: "dogear-bench", size: 1)
      try await town.create(pool)
      await pool.close()
    }
    var rebuilds = RebuildRounds(
      backends: backends, counters: town.memberships, servers: servers.counts, rounds: rounds)
    try await rebuilds.measure(steps)
    report.tables = [rebuilds.table]
    report.figures = rebuilds.figures
    report.verdicts = [
      try await steps.step("Verification") { try await checks.counts(patience: .seconds(300)) }
    ]
    return report
  }
}
