import Synchronization

/// What a logger hands its lines to.
public protocol LogHandler: Sendable {
  /// The least level that is written.
  var logLevel: Logger.Level { get set }
  /// Values that each line carries.
  var metadata: Logger.Metadata { get set }

  /// Writes a line whose level has been checked.
  func log(level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?)
}

/// One line before it is formatted.
struct LogLine: Sendable {
  let time: WallTime
  let level: Logger.Level
  let label: String
  let message: String
  /// Names and values in the order of the line.
  var metadata: [(String, String)]
}

/// Decides where the loggers of the process write.
public enum LoggingSystem {
  private static let factory = Mutex<@Sendable (String) -> any LogHandler> { label in
    SinkLogHandler(label: label, sink: standardError)
  }
  private static let standardError = LogSink(format: .readable, output: StandardErrorOutput())

  /// Sets what makes the handlers of all loggers created from now on; before, they write to standard error.
  public static func bootstrap(_ makeHandler: @escaping @Sendable (_ label: String) -> any LogHandler) {
    factory.withLock { $0 = makeHandler }
  }

  static func makeHandler(label: String) -> any LogHandler {
    factory.withLock { $0 }(label)
  }
}

/// Completes lines with label, time and metadata, and passes them to a sink that others may share.
public struct SinkLogHandler: LogHandler {
  /// The least level that is written.
  public var logLevel: Logger.Level
  /// Values that each line carries.
  public var metadata: Logger.Metadata = [:]
  private let label: String
  private let sink: LogSink

  /// Creates a handler.
  public init(label: String, sink: LogSink, level: Logger.Level = .info) {
    self.label = label
    self.sink = sink
    logLevel = level
  }

  /// Writes a line.
  public func log(level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?) {
    let all = metadata.map { self.metadata.merging($0) { $1 } } ?? self.metadata
    sink.write(
      level: level, label: label, message: message.description,
      metadata: all.map { ($0.key, $0.value.description) }.sorted { $0.0 < $1.0 })
  }
}
