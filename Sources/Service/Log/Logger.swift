/// Writes lines to the log; a cheap value to copy and to give more metadata.
///
/// The names are those of swift-log. A message below the logger's level costs a comparison: neither the text nor the
/// metadata is built.
public struct Logger: Sendable {
  /// The part of the program that speaks.
  public let label: String
  private var handler: any LogHandler

  /// Creates a logger with a handler from `LoggingSystem`.
  public init(label: String) {
    self.init(label: label, factory: LoggingSystem.makeHandler)
  }

  /// Creates a logger with a handler of one's own.
  public init(label: String, factory: (String) -> any LogHandler) {
    self.label = label
    handler = factory(label)
  }

  /// The least level that is written.
  public var logLevel: Level {
    get { handler.logLevel }
    set { handler.logLevel = newValue }
  }

  /// A value that each line of this logger carries.
  public subscript(metadataKey key: String) -> MetadataValue? {
    get { handler.metadata[key] }
    set { handler.metadata[key] = newValue }
  }

  /// Writes a line.
  /// - Parameters:
  ///   - level: How much it matters.
  ///   - message: A fixed phrase; what varies belongs into the metadata.
  ///   - metadata: More values for this line; they win over the logger's own.
  public func log(
    level: Level, _ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil
  ) {
    guard level >= logLevel else { return }
    handler.log(level: level, message: message(), metadata: metadata())
  }
}
