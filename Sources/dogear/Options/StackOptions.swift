import Arguments
import Glibc
import Stack

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
