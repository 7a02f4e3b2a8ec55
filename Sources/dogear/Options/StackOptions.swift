import Arguments
import Stack

/// What a stack is made of.
struct StackOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The name under which other commands find the stack.", valueName: "name"),
    environment: "DOGEAR_STACK")
  var name = "default"

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
}
