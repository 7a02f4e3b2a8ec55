import Arguments
import Foundation
import Lanes
import Measure
import Simulation

/// `dogear simulate`: virtual users on a throwaway system, and whether a single count was wrong.
struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put virtual users on a system, and see whether a single count is wrong.",
    discussion: """
      Readers are made of the client's own read tracking and outbox. What they do is due at times that follow from the \
      seed, and latencies count from then: a server that stalls does not slow the load down, it shows. At the end every \
      count is recomputed and compared, and every acknowledged receipt and message looked for.

      The system is one of its own, or with --attach the running one, which then has these users besides its own until the \
      end; several can load it at once, and `dogear report` joins what they measured.

      Stages are those of the scenario file; options overrule it. Exit status: 0 when all is exact and within the \
      requirements, 1 when a count or an event is wrong or lost, 99 when only a requirement was missed.
      """,
    examples: [
      CommandExample("dogear simulate --users 2000 --duration 30s", "Two thousand users for half a minute."),
      CommandExample(
        "dogear simulate Assets/scenarios/morning.ini --report run.json --require 'durable.p99<250ms'",
        "A scenario, a report, and a limit."),
      CommandExample("dogear simulate --find-capacity --users 50000", "How many this machine holds."),
      CommandExample(
        "dogear simulate --attach --report one.json", "On the stack that `dogear up` has started."),
    ])

  @OptionGroup var log: LogOptions

  @Flag(help: "Load the running stack, or the services that are named, instead of a system of its own.")
  var attach = false

  @OptionGroup var connection: ConnectionOptions

  @Argument(help: ArgumentHelp("A scenario file; without one, a steady load.", valueName: "scenario"))
  var scenario: String?

  @Option(help: ArgumentHelp("How many users there are.", valueName: "n"))
  var users: Int?

  @Option(help: ArgumentHelp("How many channels there are, besides direct chats.", valueName: "n"))
  var channels: Int?

  @Option(help: "How long all stages take together.")
  var duration: Duration?

  @Option(help: ArgumentHelp("Another seed makes other users, who do other things.", valueName: "n"))
  var seed: Int?

  @Flag(help: "Let readers wait until what they have read is acknowledged, instead of going on as scheduled.")
  var closed = false

  @Flag(help: "Raise the number of readers until a requirement is missed, and say how many are held.")
  var findCapacity = false

  @Option(
    name: .customLong("require"),
    help: ArgumentHelp("A limit such as 'durable.p99<250ms'; repeat it for several.", valueName: "expression")
  )
  var requirements: [String] = []

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp("Write a report, in the form of its ending; repeat it for several.", valueName: "file")
  )
  var reports: [String] = []

  @Option(
    help: ArgumentHelp(
      "Start the Apache Kafka in this directory. Without it, an in-process broker serves, in memory.",
      valueName: "path"), environment: "KAFKA_HOME")
  var kafkaHome: String?

  func validate() throws {
    func check(_ option: String, _ value: Int?, _ bounds: ClosedRange<Int>) throws {
      guard let value, !bounds.contains(value) else { return }
      throw ValidationError("--\(option) must be \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    try check("users", users, 2...1_000_000)
    try check("channels", channels, 1...100_000)
    try check("seed", seed, 0...Int.max)
    if let duration, !(duration >= .seconds(1) && duration <= .seconds(86_400)) {
      throw ValidationError("--duration must be 1s to 24h")
    }
    do {
      for text in requirements { _ = try Requirement(text) }
      for path in reports { _ = try Report.Form(path: path) }
    } catch {
      throw ValidationError("\(error)")
    }
  }

  func run() async throws {
    let plan = try scenarioPlan()
    try log.start(file: try log.logFile ?? StateFolder.file("simulate.log"))
    let limits = try requirements.map { try Requirement($0) }
    let simulation = SimulationRun(
      scenario: plan, isClosed: closed, requirements: limits, command: commandLine(plan),
      findsCapacity: findCapacity, kafkaHome: kafkaHome)
    let report =
      attach
      ? try await simulation.run(in: .attached(connection))
      : try await simulation.run(on: .throwaway(kafkaHome: kafkaHome))
    print("\n" + report.text(), terminator: "")
    for path in reports { try report.write(to: path) }
    if report.exitStatus != .exact { throw ExitCode(report.exitStatus.rawValue) }
  }

  private func scenarioPlan() throws -> Scenario {
    var plan = Scenario(name: "steady")
    if let scenario {
      let name = URL(fileURLWithPath: scenario).deletingPathExtension().lastPathComponent
      plan = try Scenario(ConfigurationSource(contentsOf: scenario), name: name, file: scenario)
    }
    if let users { plan.world.users = users }
    if let channels { plan.world.channels = channels }
    if let seed { plan.world.seed = UInt64(seed) }
    if let duration { plan.last(duration) }
    let memberships = Double(plan.world.users) * (plan.world.joined + plan.world.directs)
    guard memberships <= Double(Population.mostMemberships) else {
      throw ValidationError(
        "\(plan.world.users) users in some \(Int(plan.world.joined)) channels each are more than the "
          + "\(Population.mostMemberships) memberships that fit: ask for fewer --users")
    }
    return plan
  }

  private func commandLine(_ plan: Scenario) -> String {
    var words = ["dogear simulate"]
    if let scenario { words.append(scenario) }
    words.append("--users \(plan.world.users) --channels \(plan.world.channels) --seed \(plan.world.seed)")
    words.append("--duration \(Int(plan.duration.wholeMilliseconds))ms")
    if closed { words.append("--closed") }
    if findCapacity { words.append("--find-capacity") }
    if attach { words.append("--attach") }
    if !attach, kafkaHome.map({ !$0.isEmpty }) ?? false { words.append("--kafka-home KAFKA") }
    return (words + requirements.map { "--require '\($0)'" }).joined(separator: " ")
  }
}
