/// Where an acknowledged message stands in the log.
public struct KafkaDelivery: Sendable, Equatable {
  /// The partition it was appended to.
  public let partition: Int32
  /// Its offset there.
  public let offset: Int64

  /// Creates a delivery.
  public init(partition: Int32, offset: Int64) {
    self.partition = partition
    self.offset = offset
  }
}
