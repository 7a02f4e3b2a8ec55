import Arguments
import Measure
import Postgres
import Stack

/// `dogear bench growth`: whether work grows with the tables.
struct BenchGrowth: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract:
      "Measure what a receipt, a message and a snapshot cost with few and with many rows in the tables.",
    discussion: """
      On a PostgreSQL of its own with a database for each size, by the statements that the server runs, one batch at a \
      time, in all databases in turn. As many messages are stored as there are memberships. To fill five million of each \
      takes some minutes and 7 GB.
      """,
    examples: [
      CommandExample("dogear bench growth", "10,000, 100,000 and 5,000,000 memberships."),
      CommandExample("dogear bench growth --memberships 10000,1000000", "Sooner done."),
    ])

  @OptionGroup var options: BenchOptions
  @OptionGroup var log: LogOptions

  @Option(help: ArgumentHelp("How many memberships there are; rounded up to 500.", valueName: "list"))
  var memberships = CountList(10_000, 100_000, 5_000_000)

  @Option(help: ArgumentHelp("How many events are in a batch.", valueName: "n"))
  var batch = 500

  @Option(help: ArgumentHelp("How often everything is measured; medians are shown.", valueName: "n"))
  var rounds = 15

  func validate() throws {
    try check("memberships", memberships.counts, in: 1...50_000_000)
    try check("batch", [batch], in: 1...100_000)
    try check("rounds", [rounds], in: 1...20)
    guard batch <= memberships.counts.min() ?? 0 else {
      throw ValidationError("--batch must not be more than the least of --memberships")
    }
  }

  func run() async throws {
    let settings = [Fact("memberships", memberships.words), Fact("batch", batch), Fact("rounds", rounds)]
    try await options.run("Dogear bench: growth", log, settings: settings) { head, steps in
      try await BenchStack.with(only: .postgres, steps: steps) { stack in
        try await measure(head, url: await stack.endpoints.databaseURL, steps)
      }
    }
  }

  private func measure(_ head: Report, url: String, _ steps: StepList) async throws -> Report {
    var report = head
    let server = PostgresPool(url, name: "dogear-bench", size: 1)
    report.machine.append(try await BenchChecks.version(of: server))
    var databases: [GrownDatabase] = []
    for size in memberships.counts.sorted() {
      databases.append(
        try await steps.step("World: \(size) memberships, and as many messages") {
          try await GrownDatabase.create(memberships: size, on: server, url: url)
        })
    }
    var rounds = GrowthRounds(databases: databases, batch: batch, rounds: rounds)
    try await steps.step("\(self.rounds) rounds") { try await rounds.measure() }
    for database in databases { await database.close() }
    await server.close()
    report.tables = rounds.tables
    report.figures = rounds.figures
    return report
  }
}
