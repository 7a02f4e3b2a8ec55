import Arguments
import Crowd
import Glibc
import Stack

/// How the crowd behaves.
struct CrowdOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Messages a minute; 0 pauses the crowd.", valueName: "n"), configuration: "crowd.rate")
  var rate = 60.0

  @Option(help: ArgumentHelp("How many users there are.", valueName: "n"))
  var users = World.usualSize

  @Option(help: ArgumentHelp("Another seed makes another crowd.", valueName: "n"))
  var seed = 1

  func validate() throws {
    guard rate >= 0, rate <= CrowdRate.most else {
      throw ValidationError("--rate must be 0 to \(Int(CrowdRate.most)) messages a minute")
    }
    guard users >= 50, users <= 1_000_000 else { throw ValidationError("--users must be 50 to 1000000") }
    guard seed >= 0 else { throw ValidationError("--seed must not be negative") }
  }

  func service(_ backends: Backends) -> CrowdService {
    CrowdService(backends, rate: CrowdRate(perMinute: rate), size: users, seed: UInt64(seed))
  }
}

/// What a stack is made of.
struct StackOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The name under which other commands find the stack. (default: \"default\", or one of its own if that is taken)",
      valueName: "name"), environment: "DOGEAR_STACK")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Keep the data in this directory, and find them there at the next start.", valueName: "path"),
    configuration: "stack.directory")
  var directory: String?

  @Option(
    help: ArgumentHelp("Use these brokers, instead of starting one.", valueName: "list"),
    environment: "KAFKA_BROKERS")
  var kafkaBrokers: String?

  @Option(
    help: ArgumentHelp(
      "Start the Apache Kafka in this directory. Without it, an in-process broker serves, in memory.",
      valueName: "path"), environment: "KAFKA_HOME")
  var kafkaHome: String?

  @Option(help: "How long a server that was killed stays down before it is started again.")
  var restartAfter: Duration = .seconds(5)

  func validate() throws {
    guard restartAfter >= .zero else { throw ValidationError("--restart-after must not be negative") }
  }

  /// Where Kafka comes from, or `nil` for the in-process broker.
  var kafka: StackPlan.Kafka? {
    if let kafkaBrokers { return .external(brokers: kafkaBrokers) }
    if let kafkaHome, !kafkaHome.isEmpty { return .apache(home: kafkaHome) }
    return nil
  }

  /// The names to publish the stack under, the first that is free: the one given, else "default" for the first stack,
  /// so that the others find it.
  var names: [String] {
    name.map { [$0] } ?? ["default", "default-\(getpid())"]
  }
}

extension StackOptions {
  /// A stack of its own, whatever the environment and the configuration file say: what is measured must not be flooded
  /// into data that somebody keeps.
  static func throwaway(kafkaHome: String?) -> StackOptions {
    var options = StackOptions()
    options.name = "bench-\(getpid())"
    options.directory = nil
    options.kafkaBrokers = nil
    options.kafkaHome = kafkaHome
    return options
  }
}
