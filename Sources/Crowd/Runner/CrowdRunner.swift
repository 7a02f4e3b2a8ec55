import ChatModel

/// Lets a crowd loose on a server: steps the engine, sends what it decides, and tells it what is heard.
public struct CrowdRunner: Sendable {
  private let engine: CrowdEngine
  private let sink: any EventSink
  private let notices: any NoticeSource
  private let publisher: any NoticePublisher
  private let presence: any Presence
  private let controls: AsyncStream<CrowdControl>
  private let topics: Topics
  private let failed: @Sendable (any Error) -> Void

  /// The longest sleep between two steps: an answer or another rate that comes up meanwhile is not later than this.
  private static let longestSleep: Duration = .milliseconds(250)
  /// The shortest: at high rates messages go out in batches.
  private static let shortestSleep: Duration = .milliseconds(10)
  /// How often it is looked who comes and goes.
  private static let attendanceStep: Duration = .seconds(1)
  /// The wait before failed events are sent again.
  private static let retryDelay: Duration = .milliseconds(500)

  /// Creates a runner.
  /// - Parameters:
  ///   - engine: What it decides is done; the runner listens to all channels of its world.
  ///   - sink: Where messages and receipts go.
  ///   - notices: A source of the runner's own; whoever made it closes it after `run()`.
  ///   - publisher: How others see that somebody types.
  ///   - presence: How others see who is online; nobody else's view.
  ///   - controls: Changes of the rate, for this runner alone; it may end at any time.
  ///   - topics: The names of the topics.
  ///   - failed: Called with every failure to send, before the retry.
  public init(
    engine: CrowdEngine, sink: any EventSink, notices: any NoticeSource,
    publisher: any NoticePublisher, presence: any Presence, controls: AsyncStream<CrowdControl>,
    topics: Topics = Topics(), failed: @escaping @Sendable (any Error) -> Void = { _ in }
  ) {
    self.engine = engine
    self.sink = sink
    self.notices = notices
    self.publisher = publisher
    self.presence = presence
    self.controls = controls
    self.topics = topics
    self.failed = failed
  }

  /// Runs until the task is cancelled.
  public func run() async {
    let stage = CrowdStage(engine: engine, began: .now, topics: topics)
    notices.listen(to: engine.world.channels.map { .channel($0.id) })
    // What could not be shown in time is of no use later, and must not hold up what is said.
    let (passing, show) = AsyncStream.makeStream(of: [Notice].self, bufferingPolicy: .bufferingNewest(4))
    await withTaskGroup { group in
      group.addTask {
        for await case .notice(let notice) in notices.notices {
          await stage.hear(notice)
        }
      }
      group.addTask {
        for await control in controls {
          await stage.obey(control)
        }
      }
      group.addTask {
        for await notices in passing {
          try? await publisher.publish(notices)
        }
      }
      group.addTask { await attend(stage) }
      await talk(stage, show)
      group.cancelAll()
    }
  }

  /// Shows who is online, whether or not anything can be said.
  ///
  /// What fails is not repeated: the next announcement comes soon, and a mark that was not taken back expires.
  private func attend(_ stage: CrowdStage) async {
    while !Task.isCancelled {
      for change in await stage.attend(at: .now) where !Task.isCancelled {
        switch change {
        case .announce(let user): try? await presence.announce(user, for: Attendance.span)
        case .withdraw(let user): try? await presence.withdraw(user)
        }
      }
      try? await Task.sleep(for: Self.attendanceStep)
    }
  }

  private func talk(_ stage: CrowdStage, _ show: AsyncStream<[Notice]>.Continuation) async {
    do {
      while true {
        let now = ContinuousClock.now
        let due = await stage.nextStep ?? now + Self.longestSleep
        try await Task.sleep(
          until: min(max(due, now + Self.shortestSleep), now + Self.longestSleep), clock: .continuous)
        let step = await stage.step(at: .now)
        if !step.notices.isEmpty { show.yield(step.notices) }
        try await send(step.entries)
      }
    } catch {
      // Only sleeping throws out of here, and only when the task is cancelled.
    }
  }

  /// Sends a step's entries until they are acknowledged.
  ///
  /// Meanwhile the crowd holds its breath: nothing piles up, however long a broker is away, and the engine does not
  /// catch up with what it missed. Repeating is safe: messages have client ids, and receipts are joins.
  private func send(_ entries: [LogEntry]) async throws(CancellationError) {
    while !entries.isEmpty {
      do {
        return try await sink.append(entries)
      } catch {
        guard !Task.isCancelled else { throw CancellationError() }
        failed(error)
      }
      do { try await Task.sleep(for: Self.retryDelay) } catch { throw CancellationError() }
    }
  }
}
