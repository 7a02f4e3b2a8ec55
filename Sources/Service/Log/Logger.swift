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

extension Logger {
  /// Writes a line at level `trace`.
  public func trace(_ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil) {
    log(level: .trace, message(), metadata: metadata())
  }

  /// Writes a line at level `debug`.
  public func debug(_ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil) {
    log(level: .debug, message(), metadata: metadata())
  }

  /// Writes a line at level `info`.
  public func info(_ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil) {
    log(level: .info, message(), metadata: metadata())
  }

  /// Writes a line at level `notice`.
  public func notice(_ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil) {
    log(level: .notice, message(), metadata: metadata())
  }

  /// Writes a line at level `warning`.
  public func warning(_ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil) {
    log(level: .warning, message(), metadata: metadata())
  }

  /// Writes a line at level `error`.
  public func error(_ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil) {
    log(level: .error, message(), metadata: metadata())
  }

  /// Writes a line at level `critical`.
  public func critical(_ message: @autoclosure () -> Message, metadata: @autoclosure () -> Metadata? = nil) {
    log(level: .critical, message(), metadata: metadata())
  }
}

extension Logger {
  /// How much a line matters.
  public enum Level: String, CaseIterable, Comparable, Sendable {
    /// Every step.
    case trace
    /// For those who look for a fault.
    case debug
    /// What happens in normal operation.
    case info
    /// Normal, but worth a look.
    case notice
    /// Something that may become an error.
    case warning
    /// Something failed.
    case error
    /// The program cannot go on.
    case critical

    /// Orders levels by how much they matter.
    public static func < (left: Level, right: Level) -> Bool {
      left.severity < right.severity
    }

    private var severity: Int {
      switch self {
      case .trace: 0
      case .debug: 1
      case .info: 2
      case .notice: 3
      case .warning: 4
      case .error: 5
      case .critical: 6
      }
    }

    /// At most five letters, to keep columns of text aligned.
    var abbreviation: String {
      switch self {
      case .trace, .debug, .info, .error: rawValue
      case .notice: "note"
      case .warning: "warn"
      case .critical: "crit"
      }
    }
  }
}

extension Logger {
  /// Named values of a line.
  public typealias Metadata = [String: MetadataValue]

  /// A value in the metadata: a text, or something described only when the line is written.
  public enum MetadataValue: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// A text.
    case string(String)
    /// Something that has a description.
    case stringConvertible(any CustomStringConvertible & Sendable)

    /// Creates a text.
    public init(stringLiteral value: String) {
      self = .string(value)
    }

    /// The text.
    public var description: String {
      switch self {
      case .string(let text): text
      case .stringConvertible(let value): value.description
      }
    }
  }

  /// The phrase of a line.
  public struct Message: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// The text.
    public let description: String

    /// Creates a message.
    public init(stringLiteral value: String) {
      description = value
    }
  }
}
