/// What the brokers say about themselves.
///
/// librdkafka does not tell which version of Kafka they run.
public struct KafkaCluster: Sendable, Equatable {
  /// One broker of the cluster.
  public struct Broker: Sendable, Equatable {
    /// Its node number.
    public let id: Int32
    /// The host name under which it wants to be reached.
    public let host: String
    /// The port under which it wants to be reached.
    public let port: Int

    /// Creates a broker.
    public init(id: Int32, host: String, port: Int) {
      self.id = id
      self.host = host
      self.port = port
    }
  }

  /// The cluster's identity; `nil` if the brokers did not tell in time.
  public let id: String?
  /// The brokers, by number.
  public let brokers: [Broker]

  /// Creates the description of a cluster.
  public init(id: String?, brokers: [Broker]) {
    self.id = id
    self.brokers = brokers
  }
}
