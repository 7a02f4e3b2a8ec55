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
