import ChatModel
import Service

/// Tells all clients how far the server is behind, and the log if events were lost before anybody consumed them.
public struct LagReporter: Service {
  private let progress: any LogProgress
  private let others: [any LogProgress]
  private let notices: any NoticePublisher
  private let clock: any WallClock
  private let interval: Duration
  private let logger: Logger

  /// After so many unchanged measurements the status is published all the same, for clients that came later.
  private static let heartbeat = 10

  /// Creates a reporter.
  /// - Parameters:
  ///   - progress: Of the receipts: their lag is what clients show.
  ///   - others: Of other topics, in which no event may be lost either.
  public init(
    progress: any LogProgress, others: [any LogProgress] = [], notices: any NoticePublisher,
    clock: any WallClock,
    interval: Duration = .seconds(1), logger: Logger
  ) {
    self.progress = progress
    self.others = others
    self.notices = notices
    self.clock = clock
    self.interval = interval
    self.logger = logger
  }

  /// Measures and publishes until the shutdown.
  public func run() async throws {
    var meter = LagMeter()
    var published: ServerStatus?
    var unchanged = 0
    var lost: Set<LogPartition> = []
    while !Task.isShuttingDownGracefully {
      try await gracefulSleep(for: interval)
      guard let partitions = try? await progress.progress() else { continue }
      await sayWhatWasLost(of: partitions, said: &lost)
      let status = meter.measure(partitions, at: clock.now())
      unchanged += 1
      guard status != published || unchanged >= Self.heartbeat else { continue }
      // Nobody can be told while Redis is away; the next change is published again.
      guard (try? await notices.publish([.status(status)])) != nil else { continue }
      published = status
      unchanged = 0
    }
  }

  private func sayWhatWasLost(
    of receipts: [LogPartition: PartitionProgress], said: inout Set<LogPartition>
  ) async {
    var all = receipts
    for other in others {
      if let partitions = try? await other.progress() { all.merge(partitions) { $1 } }
    }
    for (partition, state) in all where state.hasLost && said.insert(partition).inserted {
      logger.critical(
        "the log dropped events before they were consumed: counts may be wrong; give it more room or time",
        metadata: ["partition": "\(partition)", "lost": "\(state.start - state.committed)"])
    }
  }
}
