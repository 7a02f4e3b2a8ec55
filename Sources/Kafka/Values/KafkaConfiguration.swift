import CRdKafka

/// Where the brokers are and how to talk to them; every client of this module starts from one.
public struct KafkaConfiguration: Sendable {
  /// The brokers to ask first, as `host:port` separated by commas.
  public var brokers: String
  /// librdkafka settings by their names in its `CONFIGURATION.md`; they win over this module's defaults.
  ///
  /// A name or value that librdkafka does not know makes the client's `init` throw an error that names it. A
  /// setting that concerns only consumers does not harm a producer, nor the other way round.
  public var settings: [String: String]
  /// Where librdkafka's log lines go; they never reach standard error.
  ///
  /// It is called from librdkafka's own threads and must return soon without calling the client.
  public var log: @Sendable (KafkaLogLine) -> Void

  /// Creates a configuration.
  /// - Parameters:
  ///   - brokers: The brokers to ask first, as `host:port` separated by commas.
  ///   - settings: librdkafka settings by name.
  ///   - log: Where log lines go; by default they are dropped.
  public init(
    brokers: String, settings: [String: String] = [:],
    log: @escaping @Sendable (KafkaLogLine) -> Void = { _ in }
  ) {
    self.brokers = brokers
    self.settings = settings
    self.log = log
  }
}

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

extension KafkaConfiguration {
  /// The defaults of every client: return to a broker that was restarted within a second rather than ten.
  private static let commonDefaults = ["reconnect.backoff.max.ms": "1000"]

  /// A librdkafka configuration of the defaults, then the brokers, then the caller's settings.
  ///
  /// `rd_kafka_new` takes it over if it succeeds; otherwise the caller destroys it.
  func applied(over defaults: [String: String]) throws(KafkaError) -> OpaquePointer {
    let settings = Self.commonDefaults
      .merging(defaults) { $1 }
      .merging(["bootstrap.servers": brokers]) { $1 }
      .merging(self.settings) { $1 }
    guard let target = rd_kafka_conf_new() else {
      throw KafkaError(code: .invalidArgument, message: "out of memory", attempt: "create a Kafka client")
    }
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      let (result, reason) = KafkaError.withErrorText { rd_kafka_conf_set(target, name, value, $0, $1) }
      guard result == RD_KAFKA_CONF_OK else {
        rd_kafka_conf_destroy(target)
        throw KafkaError(
          code: .invalidArgument, message: reason, attempt: "apply the Kafka setting \(name)=\(value)")
      }
    }
    return target
  }
}
