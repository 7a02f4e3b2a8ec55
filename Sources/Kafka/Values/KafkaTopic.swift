/// A topic to create.
public struct KafkaTopic: Sendable, Equatable {
  /// The name: letters, digits, `.`, `_` and `-`, at most 249 of them.
  public var name: String
  /// How many partitions it has, at least 1.
  public var partitions: Int
  /// On how many brokers each partition is kept, at least 1 and at most the number of brokers.
  public var replication: Int
  /// Topic settings by their Kafka names, such as `cleanup.policy` or `retention.ms`.
  public var settings: [String: String]

  /// Creates the description of a topic.
  public init(name: String, partitions: Int, replication: Int = 1, settings: [String: String] = [:]) {
    self.name = name
    self.partitions = partitions
    self.replication = replication
    self.settings = settings
  }
}
