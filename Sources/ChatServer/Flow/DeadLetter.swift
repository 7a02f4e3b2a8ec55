import ChatModel

/// An event that can never be applied, kept with the reason.
///
/// It is written at least once: a record that is delivered again is buried again, and its place (topic, partition,
/// offset) in the headers tells the copies from two events.
public struct DeadLetter: Sendable, Equatable {
  /// The names of the headers that say where the event stood, and why it is here.
  public enum Header: String, Sendable {
    /// The topic.
    case topic
    /// The number of the partition.
    case partition
    /// The place in the partition.
    case offset
    /// The reason, in words.
    case reason
  }

  /// Where all of them go, and what is said of them: their offsets are their numbers, also in a topic with more partitions.
  public static let partition: Int32 = 0

  /// The event's record.
  public let record: LogRecord
  /// Why it cannot be applied.
  public let reason: Rejection

  /// Creates a dead letter.
  public init(record: LogRecord, reason: Rejection) {
    self.record = record
    self.reason = reason
  }

  /// The record for the dead letters' topic: the original bytes, and headers that say where they stood and why they
  /// are here.
  ///
  /// A key or a value that is too large is cut: with the headers beside it, the broker would refuse it for ever.
  public func entry(in topics: Topics) -> LogEntry {
    LogEntry(
      topic: topics.deadLetters, key: record.key.map(Self.cut), value: record.value.map(Self.cut),
      headers: [
        Header.topic.rawValue: record.partition.topic,
        Header.partition.rawValue: String(record.partition.partition),
        Header.offset.rawValue: String(record.offset), Header.reason.rawValue: reason.description,
      ],
      partition: Self.partition, timestamp: record.timestamp)
  }

  /// Whether a key or a value in the dead letters' topic is as it was, and surely not cut.
  public static func isWhole(_ bytes: [UInt8]?) -> Bool {
    (bytes ?? []).count < EventFormat.mostEventBytes
  }

  private static func cut(_ bytes: [UInt8]) -> [UInt8] {
    Array(bytes.prefix(EventFormat.mostEventBytes))
  }
}
