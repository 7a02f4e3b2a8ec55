import Arguments
import ChatModel
import Service
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

extension Logger.Level: ExpressibleByArgument {}
extension LogFormat: ExpressibleByArgument {}

/// How and where a command logs.
struct LogOptions: ParsableArguments {
  @Option(
    help: "The least level that is written.", environment: "DOGEAR_LOG_LEVEL", configuration: "log.level")
  var logLevel: Logger.Level = .info

  @Option(
    help: "The form of a line: readable, or a JSON object.", environment: "DOGEAR_LOG_FORMAT",
    configuration: "log.format")
  var logFormat: LogFormat = .readable

  @Option(
    help: ArgumentHelp("Write the log to this file, not to standard error.", valueName: "path"),
    environment: "DOGEAR_LOG_FILE", configuration: "log.file")
  var logFile: String?

  /// Makes all loggers write as the options say.
  /// - Parameter file: Where to write if no file was given; `nil` means standard error.
  func start(file: String? = nil) throws {
    let output: any LogOutput =
      if let path = logFile ?? file { try LogFile(path: path) } else { StandardErrorOutput() }
    let sink = LogSink(format: logFormat, output: output)
    let level = logLevel
    LoggingSystem.bootstrap { SinkLogHandler(label: $0, sink: sink, level: level) }
  }
}

extension UserID: ExpressibleByArgument {
  /// Reads a handle.
  public init?(argument: String) {
    self.init(argument.hasPrefix("@") ? String(argument.dropFirst()) : argument)
  }

  /// Which names there can be.
  public static var formatHint: String? { rule }
}
