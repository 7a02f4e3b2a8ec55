/// What happened to a consumer's share of its group's partitions.
public enum KafkaRebalance: Sendable, Equatable {
  /// These partitions now belong to the consumer, which reads on from their committed offsets.
  case assigned([TopicPartition])
  /// These partitions are about to be given away; offsets returned from the hook are committed first.
  case revoked([TopicPartition])
  /// These partitions already belong to someone else, so nothing can be committed for them any more.
  case lost([TopicPartition])
}
