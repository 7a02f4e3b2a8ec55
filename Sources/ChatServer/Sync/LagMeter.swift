import ChatModel

/// How old the oldest receipt is that Kafka has accepted and PostgreSQL does not have.
///
/// Kafka tells how far a group is behind in records, not in time. The meter remembers when the log's end was first
/// seen at each count, so the age is that of the first count above what is committed. It errs by at most the time
/// between two samples.
public struct LagMeter: Sendable {
  private struct Sample {
    let end: Int64
    let seen: Timestamp
  }

  private var samples: [Sample] = []
  /// Ten minutes of samples a second apart; with more lag than that, the age is a lower bound.
  private static let mostSamples = 600

  /// Creates a meter without samples.
  public init() {}

  /// Adds a sample.
  /// - Parameters:
  ///   - end: Records appended to all partitions so far.
  ///   - committed: Records of them that are committed.
  public mutating func measure(end: Int64, committed: Int64, at now: Timestamp) -> ServerStatus {
    if samples.last.map({ end > $0.end }) ?? true { samples.append(Sample(end: end, seen: now)) }
    samples.removeAll { $0.end <= committed }
    if samples.count > Self.mostSamples { samples.remove(at: 1) }
    let lag = max(0, end - committed)
    guard lag > 0, let oldest = samples.first else { return ServerStatus() }
    return ServerStatus(lag: lag, lagMilliseconds: max(0, now.milliseconds - oldest.seen.milliseconds))
  }
}
