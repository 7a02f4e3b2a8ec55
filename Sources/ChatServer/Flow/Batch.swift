import ChatModel

/// When a batch is due: when it has so many events, or as soon as it has any and the last batch was due so long ago.
///
/// So a lone event does not wait, a stream of them is taken so often and no oftener, and whoever is behind does not wait at
/// all.
public struct BatchPolicy: Sendable, Equatable {
  /// The most events in a batch.
  public var most: Int
  /// The least time between two batches, in milliseconds; 0 takes what is there.
  public var milliseconds: Int64

  /// Creates a policy.
  public init(most: Int, milliseconds: Int64) {
    self.most = most
    self.milliseconds = milliseconds
  }
}

/// A batch that is being filled.
public struct Batch: Sendable, Equatable {
  /// The records so far, in the order they came.
  public private(set) var records: [LogRecord] = []
  /// For every partition in the batch, the offset after its last record: what to commit once it is applied.
  public private(set) var nextOffsets: [LogPartition: Int64] = [:]
  private let previous: Timestamp?
  private let policy: BatchPolicy

  /// Creates an empty batch.
  /// - Parameter previous: When the last batch was due, if there was one.
  public init(_ policy: BatchPolicy, after previous: Timestamp? = nil) {
    self.policy = policy
    self.previous = previous
  }

  /// How many more records fit.
  public var room: Int { policy.most - records.count }

  /// Adds what was polled.
  public mutating func add(_ more: [LogRecord]) {
    records += more
    more.forEachRun { _, last in
      nextOffsets[last.partition] = max(nextOffsets[last.partition] ?? 0, last.offset + 1)
    }
  }

  /// Whether the batch is to be processed at `now`.
  public func isDue(at now: Timestamp) -> Bool {
    !records.isEmpty && (room <= 0 || wait(at: now) == .zero)
  }

  /// How long to wait for more at `now`, or `nil` while the batch is empty.
  ///
  /// A clock that went back says nothing of how long ago the last batch was, so nothing is waited for.
  public func wait(at now: Timestamp) -> Duration? {
    guard !records.isEmpty else { return nil }
    guard let previous, now >= previous else { return .zero }
    return .milliseconds(max(0, policy.milliseconds - (now.milliseconds - previous.milliseconds)))
  }
}

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
