/// The bounds of what a partition holds.
public struct KafkaWatermarks: Sendable, Equatable {
  /// The offset of the oldest record still kept.
  public let low: Int64
  /// The offset that the next record will get.
  public let high: Int64

  /// Creates the bounds.
  public init(low: Int64, high: Int64) {
    self.low = low
    self.high = high
  }
}
