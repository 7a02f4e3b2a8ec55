import ChatModel

/// How far the worst partition is behind: how many of its receipts Kafka has accepted and PostgreSQL does not have, and
/// how old the oldest of them is.
///
/// A receipt waits for those of its own partition only, so a sum over all would tell of a delay that nobody has. Kafka
/// tells how far a group is behind in records, not in time. The meter remembers when the log's end was first seen at
/// each count, so the age is that of the first count above what is committed. It errs by at most the time between two
/// samples: what is seen waiting for the first time is under way, and no lag yet.
public struct LagMeter: Sendable {
  private struct Sample {
    let end: Int64
    let seen: Timestamp
  }

  private var samples: [LogPartition: [Sample]] = [:]
  /// Ten minutes of samples a second apart; with more lag than that, the age is a lower bound.
  private static let mostSamples = 600

  /// Creates a meter without samples.
  public init() {}

  /// Adds a sample of all partitions.
  public mutating func measure(
    _ progress: [LogPartition: PartitionProgress], at now: Timestamp
  ) -> ServerStatus {
    samples = samples.filter { progress[$0.key] != nil }
    return progress.reduce(into: ServerStatus()) { worst, entry in
      let status = measure(entry.key, entry.value, at: now)
      if (status.lagMilliseconds, status.lag) > (worst.lagMilliseconds, worst.lag) { worst = status }
    }
  }

  private mutating func measure(
    _ partition: LogPartition, _ progress: PartitionProgress, at now: Timestamp
  ) -> ServerStatus {
    var seen = samples[partition] ?? []
    if seen.last.map({ progress.end > $0.end }) ?? true { seen.append(Sample(end: progress.end, seen: now)) }
    seen.removeAll { $0.end <= progress.committed }
    if seen.count > Self.mostSamples { seen.remove(at: 1) }
    samples[partition] = seen
    guard let oldest = seen.first, now > oldest.seen else { return ServerStatus() }
    return ServerStatus(
      lag: max(0, progress.end - progress.committed),
      lagMilliseconds: now.milliseconds - oldest.seen.milliseconds)
  }
}
