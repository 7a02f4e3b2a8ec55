/// A line that librdkafka wanted to log.
public struct KafkaLogLine: Sendable, Equatable {
  /// How much it matters, in the order of syslog (RFC 5424, table 2).
  public enum Level: Int, Sendable, Comparable {
    case emergency, alert, critical, error, warning, notice, info, debug

    /// Orders by severity: `emergency` is the least value.
    public static func < (left: Level, right: Level) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// How much it matters.
  public let level: Level
  /// librdkafka's short tag for the kind of event, such as `FAIL` or `REBALANCE`.
  public let facility: String
  /// The text, without a line break at its end.
  public let text: String

  /// Creates a line.
  public init(level: Level, facility: String, text: String) {
    self.level = level
    self.facility = facility
    self.text = text
  }
}
