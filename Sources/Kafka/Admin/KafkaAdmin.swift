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

extension KafkaAdmin {
  /// Repeats a question while the answer is an error that passes, such as a leader that is just being
  /// elected.
  ///
  /// Other calls get their turn between the tries.
  /// - Parameter ask: Asks once, within the time that is left.
  func retrying<Answer>(
    for timeout: Duration, _ ask: (_ left: Duration) throws(KafkaError) -> Answer
  ) async throws(KafkaError) -> Answer {
    let deadline = ContinuousClock.now + timeout
    var backoff = Backoff(most: .milliseconds(500))
    while true {
      do {
        return try ask(ContinuousClock.now.duration(to: deadline))
      } catch {
        let pause = backoff.next()
        guard error.isRetriable, ContinuousClock.now + pause < deadline else { throw error }
        // A cancelled task does not try again.
        guard (try? await Task.sleep(for: pause)) != nil else { throw error }
      }
    }
  }
}

extension ClientHandle {
  /// Makes one admin request, waits for its answer and reads it.
  /// - Parameters:
  ///   - kind: Which request the options are for.
  ///   - timeout: How long the brokers may take.
  ///   - attempt: What is attempted, for errors.
  ///   - start: Starts the request with the given options, to answer on the given queue.
  ///   - read: Reads the answer, which lives only as long as the call.
  func request<Answer>(
    _ kind: rd_kafka_admin_op_t, timeout: Duration, _ attempt: String,
    start: (_ options: OpaquePointer?, _ queue: OpaquePointer?) -> Void,
    read: (_ answer: OpaquePointer) throws(KafkaError) -> Answer
  ) throws(KafkaError) -> Answer {
    let queue = rd_kafka_queue_new(pointer)
    let options = rd_kafka_AdminOptions_new(pointer, kind)
    defer {
      rd_kafka_AdminOptions_destroy(options)
      rd_kafka_queue_destroy(queue)
    }
    let (_, refusal) = KafkaError.withErrorText {
      rd_kafka_AdminOptions_set_request_timeout(options, timeout.librdkafkaMilliseconds, $0, $1)
    }
    guard refusal.isEmpty else {
      throw KafkaError(code: .invalidArgument, message: refusal, attempt: attempt)
    }
    start(options, queue)
    // The answer always comes: librdkafka makes one up when the request times out.
    guard let answer = rd_kafka_queue_poll(queue, -1) else {
      throw KafkaError(code: .timedOut, attempt: attempt)
    }
    defer { rd_kafka_event_destroy(answer) }
    let code = KafkaError.Code(rd_kafka_event_error(answer))
    guard code == .none else {
      throw KafkaError(
        code: code, message: String(cString: rd_kafka_event_error_string(answer)), attempt: attempt)
    }
    return try read(answer)
  }
}
