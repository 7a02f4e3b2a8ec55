import ChatModel
import Service

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

/// Tells all clients how far the server is behind, and the log if events were lost before anybody consumed them.
public struct LagReporter: Service {
  private let progress: any LogProgress
  private let others: [any LogProgress]
  private let notices: any NoticePublisher
  private let clock: any WallClock
  private let restorations: Restorations
  private let interval: Duration
  private let logger: Logger

  /// After so many unchanged measurements the status is published all the same, for clients that came later.
  private static let heartbeat = 10

  /// Creates a reporter.
  /// - Parameters:
  ///   - progress: Of the receipts: their lag is what clients show.
  ///   - others: Of other topics, in which no event may be lost either.
  ///   - restorations: Of the database, which clients are told of too.
  public init(
    progress: any LogProgress, others: [any LogProgress] = [], notices: any NoticePublisher,
    clock: any WallClock, restorations: Restorations = Restorations(),
    interval: Duration = .seconds(1), logger: Logger
  ) {
    self.progress = progress
    self.others = others
    self.notices = notices
    self.clock = clock
    self.restorations = restorations
    self.interval = interval
    self.logger = logger
  }

  /// Measures and publishes until the shutdown.
  public func run() async throws {
    var meter = LagMeter()
    var published: ServerStatus?
    var unchanged = 0
    var losses = LossWatch()
    while !Task.isShuttingDownGracefully {
      try await gracefulSleep(for: interval)
      guard let partitions = try? await progress.progress() else { continue }
      await sayWhatWasLost(of: partitions, &losses)
      var status = meter.measure(partitions, at: clock.now())
      status.restored = restorations.last
      unchanged += 1
      guard status != published || unchanged >= Self.heartbeat else { continue }
      // Nobody can be told while Redis is away; the next change is published again.
      guard (try? await notices.publish([.status(status)])) != nil else { continue }
      published = status
      unchanged = 0
    }
  }

  private func sayWhatWasLost(
    of receipts: [LogPartition: PartitionProgress], _ losses: inout LossWatch
  ) async {
    var all = receipts
    for other in others {
      if let partitions = try? await other.progress() { all.merge(partitions) { $1 } }
    }
    for (partition, state) in losses.news(of: all) {
      logger.critical(
        "the log dropped events before they were consumed: counts may be wrong; give it more room or time",
        metadata: ["partition": "\(partition)", "lost": "\(state.start - state.committed)"])
    }
  }
}

/// Of which partitions it was said that they lost events: once for each time that it happens.
struct LossWatch: Sendable {
  private var said: Set<LogPartition> = []

  /// Those that have lost events since it was last said of them.
  mutating func news(
    of progress: [LogPartition: PartitionProgress]
  ) -> [LogPartition: PartitionProgress] {
    let lost = progress.filter { $0.value.hasLost }
    let news = lost.filter { !said.contains($0.key) }
    said = said.filter { progress[$0] == nil }.union(lost.keys)
    return news
  }
}
