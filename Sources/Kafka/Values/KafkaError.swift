import CRdKafka

/// Why a Kafka operation failed: librdkafka's code, its words, and what was attempted.
public struct KafkaError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Which failure it is; negative codes arise in the client, positive ones come from a broker.
  public let code: Code
  /// librdkafka's description of the failure.
  public let message: String
  /// What was attempted, so that it reads on from "cannot": "commit offsets for group g".
  public let attempt: String
  /// Whether the same call may succeed later without any change.
  public let isRetriable: Bool
  /// Whether the client can do nothing more and a new one must be created.
  public let isFatal: Bool
  /// Whether messages of the call may be in the log all the same; of a call that sends none it says nothing.
  ///
  /// False only when it is certain that none is (`rd_kafka_message_status`).
  public internal(set) var mayBeWritten = true

  /// Creates an error.
  /// - Parameters:
  ///   - code: Which failure it is.
  ///   - message: The details; by default librdkafka's words for the code.
  ///   - attempt: What was attempted, so that it reads on from "cannot".
  ///   - isRetriable: Whether the same call may succeed later; by default what is known about the code.
  ///   - isFatal: Whether the client is beyond use.
  public init(
    code: Code, message: String? = nil, attempt: String, isRetriable: Bool? = nil, isFatal: Bool? = nil
  ) {
    self.code = code
    self.message = message ?? code.message
    self.attempt = attempt
    self.isRetriable = isRetriable ?? code.isUsuallyRetriable
    self.isFatal = isFatal ?? (code == .fatal)
  }

  /// librdkafka's name of the code, such as `_TRANSPORT` or `TOPIC_ALREADY_EXISTS`.
  public var name: String { code.name }

  /// A sentence for the log: what was attempted, why it failed and, where something can be done, what.
  public var description: String {
    let sentence = "cannot \(attempt): \(message) (\(name))"
    return code.advice.map { "\(sentence); \($0)" } ?? sentence
  }
}

extension KafkaError.Code {
  /// Whether repeating a call that failed so can help: outages, elections, and full queues pass.
  ///
  /// The broker's codes are those that the protocol guide (kafka.apache.org/protocol, "Error Codes") calls
  /// retriable, as far as a client without transactions meets them.
  var isUsuallyRetriable: Bool { Self.retriable.contains(self) }

  private static let retriable: Set<Self> = [
    .transport, .allBrokersDown, .timedOut, .messageTimedOut, .queueFull, .purgedFromQueue, .purgedInFlight,
    .requestTimedOut, .rebalanceInProgress, .unknownTopicOrPartition,
    Self(RD_KAFKA_RESP_ERR__WAIT_COORD),
    Self(RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE),
    Self(RD_KAFKA_RESP_ERR__RESOLVE),
    Self(RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE),
    Self(RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION),
    Self(RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE),
    Self(RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION),
    Self(RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS),
    Self(RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE),
    Self(RD_KAFKA_RESP_ERR_NOT_COORDINATOR),
    Self(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS),
    Self(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND),
    Self(RD_KAFKA_RESP_ERR_NOT_CONTROLLER),
    Self(RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR),
  ]

  /// What the reader of the message can do, for the codes where that is known.
  var advice: String? {
    switch self {
    case .transport, .allBrokersDown, .timedOut, .messageTimedOut:
      "check that a broker listens at the configured address"
    case .unknownTopic, .unknownTopicOrPartition, .unknownPartition:
      "create the topic, or wait until the brokers know it"
    case .messageTooLarge: "send less, or raise message.max.bytes on the client and the broker"
    case .illegalGeneration, .unknownMember:
      "the partitions have a new owner, who will process the records again"
    case .fatal: "create a new client"
    case .closed: "create a new client, or keep this one open for longer"
    case .unsupportedFeature: "use a broker that supports it"
    default: nil
    }
  }

  /// Whether waiting cannot cure it, so that a consumer must tell its caller rather than the log.
  var needsAttention: Bool {
    switch self {
    case .fatal, Self(RD_KAFKA_RESP_ERR__AUTHENTICATION), Self(RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED),
      Self(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED), Self(RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED),
      Self(RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED), Self(RD_KAFKA_RESP_ERR_INVALID_GROUP_ID),
      Self(RD_KAFKA_RESP_ERR_INCONSISTENT_GROUP_PROTOCOL), Self(RD_KAFKA_RESP_ERR_INVALID_SESSION_TIMEOUT):
      true
    default: false
    }
  }
}

extension KafkaError {
  /// Throws unless `code` is "no error".
  static func check(
    _ code: rd_kafka_resp_err_t, _ attempt: @autoclosure () -> String
  ) throws(KafkaError) {
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    throw KafkaError(code: Code(code), attempt: attempt())
  }

  /// The call came after `close()`.
  static func closed(_ attempt: String) -> KafkaError {
    KafkaError(code: .closed, message: "the client is closed", attempt: attempt)
  }

  /// The underlying cause of a client's `_FATAL`.
  static func fatalError(of client: OpaquePointer, attempt: String) -> KafkaError {
    let (code, text) = withErrorText { rd_kafka_fatal_error(client, $0, $1) }
    return KafkaError(
      code: Code(code), message: text.isEmpty ? nil : text, attempt: attempt, isRetriable: false,
      isFatal: true)
  }

  /// A producer's client has failed for good, and the producer goes on with another one: the same call may succeed later.
  static func goingOn(after client: OpaquePointer, attempt: String) -> KafkaError {
    let cause = fatalError(of: client, attempt: attempt)
    return KafkaError(
      code: cause.code, message: cause.message, attempt: attempt, isRetriable: true, isFatal: false)
  }

  /// Calls a function that describes its failure in a buffer, and returns its result and the text.
  static func withErrorText<Result>(
    _ body: (_ buffer: UnsafeMutablePointer<CChar>?, _ size: Int) -> Result
  ) -> (Result, String) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
      buffer.initialize(repeating: 0)
      let result = body(buffer.baseAddress, buffer.count)
      return (result, buffer.baseAddress.map { String(cString: $0) } ?? "")
    }
  }
}
