/// Whether a producer can reach its brokers.
public enum KafkaHealth: Sendable, Equatable {
  /// No broker has answered yet.
  case connecting
  /// At least one broker answers.
  case up
  /// No broker answers; messages wait for one until their delivery timeout.
  case down
  /// The producer has failed for good and must be replaced.
  case failed(KafkaError)
}
