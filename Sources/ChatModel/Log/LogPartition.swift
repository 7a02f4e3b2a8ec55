/// One partition of a topic.
public struct LogPartition: Hashable, Sendable, CustomStringConvertible {
  /// The topic's name.
  public let topic: String
  /// The partition's number, from 0.
  public let partition: Int32

  /// Creates a key.
  public init(topic: String, partition: Int32) {
    self.topic = topic
    self.partition = partition
  }

  /// `dogear.receipts/3`.
  public var description: String { "\(topic)/\(partition)" }
}
