import ChatModel

/// A batch whose events were read, with those that could not be.
struct DecodedBatch<Event: Sendable>: Sendable {
  /// What to commit once everything is applied.
  let nextOffsets: [LogPartition: Int64]
  /// The events that could be read, in order.
  private(set) var events: [Event] = []
  /// The record of each event.
  private var records: [LogRecord] = []
  private var unreadable: [DeadLetter] = []

  init(_ batch: Batch, reading: (LogRecord) throws(Rejection) -> Event) {
    nextOffsets = batch.nextOffsets
    for record in batch.records {
      do throws(Rejection) {
        events.append(try reading(record))
        records.append(record)
      } catch {
        unreadable.append(DeadLetter(record: record, reason: error))
      }
    }
  }

  /// How many records there are in all.
  var count: Int { records.count + unreadable.count }

  /// The records that can never be applied: unreadable, or rejected by index among `events`.
  func dead(rejected: [Int: Rejection]) -> [DeadLetter] {
    unreadable
      + rejected.sorted { $0.key < $1.key }.map { DeadLetter(record: records[$0.key], reason: $0.value) }
  }
}
