import CRdKafka

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
