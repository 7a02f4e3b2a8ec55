import Kafka

/// How far a partition is read, of what was in it when the reading began.
public struct PartitionScan: Sendable {
  /// The offset at which all is read.
  public private(set) var end: Int64
  private var next: Int64
  private var heard: ContinuousClock.Instant

  /// How long no record may come.
  private static let patience: Duration = .seconds(10)

  /// Begins with the partition's bounds.
  public init(of marks: KafkaWatermarks, at now: ContinuousClock.Instant) {
    (next, end, heard) = (marks.low, marks.high, now)
  }

  /// Whether all is read.
  public var isDone: Bool { next >= end }

  /// Notes that records were read up to this offset.
  public mutating func read(upTo offset: Int64, at now: ContinuousClock.Instant) {
    (next, heard) = (offset + 1, now)
  }

  /// Notes that none came, and that the bounds are now these, if they are known: what was dropped comes no more.
  /// - Throws: `Silence` when that is so for too long.
  public mutating func waited(
    _ marks: KafkaWatermarks?, at now: ContinuousClock.Instant
  ) throws(Silence) {
    if let marks {
      next = max(next, marks.low)
      end = min(end, marks.high)
    }
    guard isDone || now - heard < Self.patience else { throw Silence() }
  }

  /// There should be records, and none came.
  public struct Silence: Error, CustomStringConvertible {
    /// A sentence that says what to look at.
    public var description: String { "the broker did not answer for 10 s; is it running?" }
  }
}
