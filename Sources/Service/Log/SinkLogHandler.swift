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
