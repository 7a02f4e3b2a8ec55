import Arguments
import Stack

/// Where the services are: as given, else those of a running stack.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Redis, as redis://host:port or unix:///path.", valueName: "url"),
    environment: "REDIS_URL", configuration: "endpoints.redis-url")
  var redisURL: String?

  @Option(
    help: ArgumentHelp("PostgreSQL, as a libpq URL or keyword string.", valueName: "url"),
    environment: "DATABASE_URL", configuration: "endpoints.database-url")
  var databaseURL: String?

  @Option(
    help: ArgumentHelp("Kafka's brokers, as host:port,host:port.", valueName: "list"),
    environment: "KAFKA_BROKERS", configuration: "endpoints.kafka-brokers")
  var kafkaBrokers: String?

  @Option(
    help: ArgumentHelp("The running stack to use, if there are several.", valueName: "name"),
    environment: "DOGEAR_STACK")
  var stack: String?

  /// The endpoints to use; a stack is looked for only if one is missing.
  func resolve() throws -> StackEndpoints {
    if let redisURL, let databaseURL, let kafkaBrokers {
      return StackEndpoints(databaseURL: databaseURL, redisURL: redisURL, kafkaBrokers: kafkaBrokers)
    }
    var found = try StackFile.find(stack).endpoints
    found.redisURL = redisURL ?? found.redisURL
    found.databaseURL = databaseURL ?? found.databaseURL
    found.kafkaBrokers = kafkaBrokers ?? found.kafkaBrokers
    return found
  }
}
