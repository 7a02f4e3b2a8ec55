import ChatModel

/// An event that can never be applied, kept with the reason.
///
/// It is written at least once: a record that is delivered again is buried again, and its place (topic, partition,
/// offset) in the headers tells the copies from two events.
public struct DeadLetter: Sendable, Equatable {
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
        "topic": record.partition.topic, "partition": String(record.partition.partition),
        "offset": String(record.offset), "reason": reason.description,
      ],
      timestamp: record.timestamp)
  }

  private static func cut(_ bytes: [UInt8]) -> [UInt8] {
    Array(bytes.prefix(EventFormat.mostEventBytes))
  }
}
