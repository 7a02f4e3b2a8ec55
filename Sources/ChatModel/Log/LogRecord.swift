/// A record as it was read from the log.
public struct LogRecord: Hashable, Sendable {
  /// Where it stands.
  public let partition: LogPartition
  /// Its number in the partition, from 0.
  public let offset: Int64
  /// The key, which chose the partition.
  public let key: [UInt8]?
  /// The bytes; `nil` is a tombstone.
  public let value: [UInt8]?
  /// When it was produced.
  public let timestamp: Timestamp

  /// Creates a record.
  public init(partition: LogPartition, offset: Int64, key: [UInt8]?, value: [UInt8]?, timestamp: Timestamp) {
    self.partition = partition
    self.offset = offset
    self.key = key
    self.value = value
    self.timestamp = timestamp
  }
}
