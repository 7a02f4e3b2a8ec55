import CRdKafka

extension KafkaError {
  /// A librdkafka error code; the constants are those that callers usually tell apart.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The value of `rd_kafka_resp_err_t`.
    public let rawValue: Int32

    /// Wraps a value of `rd_kafka_resp_err_t`.
    public init(rawValue: Int32) {
      self.rawValue = rawValue
    }

    init(_ code: rd_kafka_resp_err_t) {
      self.init(rawValue: code.rawValue)
    }

    var raw: rd_kafka_resp_err_t { rd_kafka_resp_err_t(rawValue: rawValue) }
    var name: String { String(cString: rd_kafka_err2name(raw)) }
    var message: String { String(cString: rd_kafka_err2str(raw)) }
  }
}

extension KafkaError.Code {
  /// The connection to a broker failed or was lost.
  public static let transport = Self(RD_KAFKA_RESP_ERR__TRANSPORT)
  /// No broker can be reached.
  public static let allBrokersDown = Self(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
  /// No answer came in time.
  public static let timedOut = Self(RD_KAFKA_RESP_ERR__TIMED_OUT)
  /// A message was not acknowledged within the delivery timeout.
  public static let messageTimedOut = Self(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT)
  /// A message was dropped from the local queue because the producer was closed.
  public static let purgedFromQueue = Self(RD_KAFKA_RESP_ERR__PURGE_QUEUE)
  /// The producer was closed while a message was on its way; it may or may not have been written.
  public static let purgedInFlight = Self(RD_KAFKA_RESP_ERR__PURGE_INFLIGHT)
  /// The local queue is full.
  public static let queueFull = Self(RD_KAFKA_RESP_ERR__QUEUE_FULL)
  /// The client has been closed.
  public static let closed = Self(RD_KAFKA_RESP_ERR__DESTROY)
  /// An argument or setting is not valid.
  public static let invalidArgument = Self(RD_KAFKA_RESP_ERR__INVALID_ARG)
  /// The broker does not support the request.
  public static let unsupportedFeature = Self(RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE)
  /// The client has failed for good.
  public static let fatal = Self(RD_KAFKA_RESP_ERR__FATAL)
  /// The partition does not exist.
  public static let unknownPartition = Self(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION)
  /// The client found no such topic in the cluster.
  public static let unknownTopic = Self(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC)
  /// The broker knows no such topic or partition.
  public static let unknownTopicOrPartition = Self(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
  /// The topic exists already.
  public static let topicAlreadyExists = Self(RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
  /// The message is larger than the client or the broker allows.
  public static let messageTooLarge = Self(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
  /// A broker could not answer in time.
  public static let requestTimedOut = Self(RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT)
  /// The group is assigning its partitions anew.
  public static let rebalanceInProgress = Self(RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS)
  /// The member speaks for an assignment that is no longer valid.
  public static let illegalGeneration = Self(RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION)
  /// The group does not know the member any more.
  public static let unknownMember = Self(RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID)

  static let none = Self(RD_KAFKA_RESP_ERR_NO_ERROR)
  static let partitionEnd = Self(RD_KAFKA_RESP_ERR__PARTITION_EOF)
}
