import Arguments
import Measure
import Redis

/// `dogear bench fanout`: what it costs to count one message for everybody.
struct BenchFanOut: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fanout",
    abstract: "Measure one message to 10 … 100,000 members, beside plain increments and sets of ids.",
    discussion: """
      On a Redis of its own, over one connection, all approaches in turn: Dogear's fan-out as the server calls it; one \
      ZINCRBY a member, pipelined, which is the raw limit; the same with a round trip each; and a ZSET of message ids for \
      every user and channel. The commands of the others are made beforehand, Dogear's are part of its time. Then the \
      memory, and how many counts are wrong after 1 % of the deliveries came twice. Takes about a minute.
      """,
    examples: [
      CommandExample("dogear bench fanout", "All sizes, as a table."),
      CommandExample("dogear bench fanout --members 1000 --rounds 21", "One size, more rounds."),
      CommandExample("dogear bench fanout --report fanout.html --report fanout.json", "As files, too."),
    ])

  @OptionGroup var options: BenchOptions
  @OptionGroup var log: LogOptions

  @Option(help: ArgumentHelp("How many members the channels have.", valueName: "list"))
  var members = CountList(10, 100, 1_000, 10_000, 100_000)

  @Option(help: ArgumentHelp("How often everything is measured; medians are shown.", valueName: "n"))
  var rounds = 5

  @Option(
    help: ArgumentHelp("How many users the memory is measured with, in ten channels each.", valueName: "n"))
  var memoryUsers = 2_000

  @Option(help: ArgumentHelp("How many members get deliveries twice.", valueName: "n"))
  var duplicateMembers = 1_000

  func validate() throws {
    try check("members", members.counts, in: 1...1_000_000)
    try check("rounds", [rounds], in: 1...1_000)
    try check("memory-users", [memoryUsers], in: 1...100_000)
    try check("duplicate-members", [duplicateMembers], in: 1...100_000)
  }

  func run() async throws {
    let settings = [
      Fact("members", members.words), Fact("rounds", rounds), Fact("connections", 1),
      Fact("users for the memory", memoryUsers), Fact("members for the duplicates", duplicateMembers),
    ]
    try await options.run("Dogear bench: fan-out", log, settings: settings) { head, steps in
      try await BenchStack.with(only: .redis, steps: steps) { stack in
        try await measure(head, FanOutPlace(try RedisEndpoint(url: await stack.endpoints.redisURL)), steps)
      }
    }
  }

  private func measure(_ head: Report, _ place: FanOutPlace, _ steps: StepList) async throws -> Report {
    var report = head
    report.machine.append(Fact("Redis", try await place.version()))
    try await place.reset()
    var times = FanOutTimes(sizes: members.counts.sorted(), rounds: rounds)
    var wrongSizes: [Int] = []
    for size in times.sizes {
      let isExact = try await steps.step("One message to \(size) members, \(rounds) rounds") {
        try await times.measure(size, place)
      }
      if !isExact { wrongSizes.append(size) }
    }
    let memory = try await steps.step("Memory of \(memoryUsers) users in ten channels each") {
      try await FanOutMemory(users: memoryUsers).table(place)
    }
    let (duplicates, wrong) = try await steps.step("1 % of the deliveries twice") {
      try await FanOutDuplicates(members: duplicateMembers, seed: UInt64(options.seed)).measure(place)
    }
    await place.close()
    report.tables = [times.table, memory, duplicates]
    report.figures = times.figures
    report.verdicts = [
      Verdict(
        name: "counts", holds: wrongSizes.isEmpty,
        sentence: wrongSizes.isEmpty
          ? "every counter of every size was read back and is right"
          : "counters of channels with \(wrongSizes) members are wrong"),
      Verdict(
        name: "repeats", holds: wrong == 0,
        sentence: "\(wrong) of Dogear's counts are wrong after repeated deliveries"),
    ]
    return report
  }
}
