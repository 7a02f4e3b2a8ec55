import CRdKafka
import Synchronization

/// librdkafka's in-process brokers: real enough for clients of this and other processes, and gone with this
/// one.
///
/// They listen on free ports of the loopback interface. **Each partition keeps about 5 MB, in memory, and
/// silently drops its oldest records beyond that**, so give topics enough partitions and watch the low
/// watermark. They differ from real brokers in more: they create unknown topics on first use, do not answer
/// admin requests, let the first member of a group wait for 3 s, and refuse commits while a group rebalances,
/// so what was not committed before comes again.
public final class KafkaMockCluster: Sendable {
  private struct State {
    /// Only used under the lock.
    nonisolated(unsafe) let cluster: OpaquePointer
    let owner: ClientHandle
  }

  /// The address for `KafkaConfiguration.brokers`.
  public let bootstrapServers: String
  private let state: Mutex<State?>

  /// Starts the brokers, numbered from 1.
  /// - Parameter brokers: How many, at least 1.
  /// - Parameter log: Where the brokers' log lines go; by default they are dropped.
  /// - Throws: `KafkaError` if they could not be started.
  public init(
    brokers: Int = 1, log: @escaping @Sendable (KafkaLogLine) -> Void = { _ in }
  ) throws(KafkaError) {
    let attempt = "start \(brokers) in-process broker(s)"
    // The brokers live inside a client that has no other use and never connects.
    let owner = try ClientHandle(
      RD_KAFKA_PRODUCER, KafkaConfiguration(brokers: "", log: log), defaults: [:],
      context: ClientContext(log: log))
    guard let cluster = rd_kafka_mock_cluster_new(owner.pointer, Int32(clamping: brokers)) else {
      owner.destroy()
      throw KafkaError(code: .invalidArgument, message: "librdkafka refused", attempt: attempt)
    }
    bootstrapServers = String(cString: rd_kafka_mock_cluster_bootstraps(cluster))
    state = Mutex(State(cluster: cluster, owner: owner))
  }

  deinit {
    close()
  }

  /// Creates a topic; each partition is kept by one broker.
  /// - Throws: `KafkaError` if it exists already or the cluster is closed.
  public func createTopic(_ name: String, partitions: Int) throws(KafkaError) {
    try perform("create topic \(name)") { cluster in
      rd_kafka_mock_topic_create(cluster, name, Int32(clamping: partitions), 1)
    }
  }

  /// Lets the next requests of one kind fail.
  /// - Parameters:
  ///   - codes: The errors, one for each request, in order.
  ///   - request: The kind of request.
  public func inject(_ codes: [KafkaError.Code], into request: KafkaRequestKind) throws(KafkaError) {
    let raw = codes.map(\.raw)
    try perform("inject errors") { cluster in
      rd_kafka_mock_push_request_errors_array(cluster, request.rawValue, raw.count, raw)
      return RD_KAFKA_RESP_ERR_NO_ERROR
    }
  }

  /// Ends the brokers and drops all records; blocks for some milliseconds.
  ///
  /// The only outage there is: librdkafka 2.0.2 takes a single broker down by opening its port anew, and aborts the
  /// process if somebody else has it by then.
  public func close() {
    let taken = state.withLock { $0.take() }
    guard let taken else { return }
    rd_kafka_mock_cluster_destroy(taken.cluster)
    taken.owner.destroy()
  }

  private func perform(
    _ attempt: String, _ call: (OpaquePointer) -> rd_kafka_resp_err_t
  ) throws(KafkaError) {
    let code = state.withLock { state in state.map { call($0.cluster) } }
    guard let code else { throw .closed(attempt) }
    try KafkaError.check(code, attempt)
  }
}

/// The kinds of request that errors can be injected into; numbers from kafka.apache.org/protocol, "Api Keys".
public enum KafkaRequestKind: Int16, Sendable {
  case produce = 0
  case fetch = 1
  case listOffsets = 2
  case metadata = 3
  case offsetCommit = 8
  case offsetFetch = 9
  case findCoordinator = 10
  case joinGroup = 11
  case heartbeat = 12
  case leaveGroup = 13
  case syncGroup = 14
  case initProducerID = 22
}
