import CRdKafka
import Lanes

/// Creates topics and answers questions about the cluster.
///
/// All calls run one after another on the client's own thread. Call `close()` when done; a client that is
/// dropped instead ends in the background. The in-process broker does not answer requests to create or delete
/// topics, which end with `.timedOut`; use `KafkaMockCluster.createTopic`.
public actor KafkaAdmin {
  private let lane = Lane(name: "kafka-admin")
  private let configuration: KafkaConfiguration
  private let client: ClientHandle
  /// Consumers that never join, one for each group that was asked about.
  ///
  /// librdkafka has an admin request for a group's offsets, but in 2.0.2 it corrupts memory while the group's
  /// coordinator is not available yet.
  private var observers: [String: ClientHandle] = [:]
  private var isClosed = false

  /// The client's own thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// Creates the client; it connects at the first question.
  /// - Throws: `KafkaError` with `.invalidArgument` for a setting that librdkafka does not know.
  public init(_ configuration: KafkaConfiguration) throws(KafkaError) {
    self.configuration = configuration
    let context = ClientContext(log: configuration.log)
    client = try ClientHandle(RD_KAFKA_PRODUCER, configuration, defaults: [:], context: context)
  }

  deinit {
    guard !isClosed else { return }
    for handle in [client] + observers.values { handle.abandon { $0.destroy() } }
  }

  /// Ends the client; later calls throw.
  public func close() async {
    guard !isClosed else { return }
    isClosed = true
    for handle in [client] + observers.values { handle.destroy() }
  }

  /// The client, unless it was closed.
  func open(_ attempt: @autoclosure () -> String) throws(KafkaError) -> ClientHandle {
    guard !isClosed else { throw .closed(attempt()) }
    return client
  }

  /// The consumer that sees a group's offsets.
  func observer(of group: String, _ attempt: @autoclosure () -> String) throws(KafkaError) -> ClientHandle {
    guard !isClosed else { throw .closed(attempt()) }
    if let known = observers[group] { return known }
    let observer = try ClientHandle(
      RD_KAFKA_CONSUMER, configuration, defaults: ["group.id": group],
      context: ClientContext(log: configuration.log))
    observers[group] = observer
    return observer
  }
}
