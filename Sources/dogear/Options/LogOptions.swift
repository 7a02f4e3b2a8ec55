import Arguments
import Service

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
