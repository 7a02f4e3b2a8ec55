import Synchronization

/// Runs services together: starts them in order, and shuts them down in reverse order, one by one.
///
/// The group goes down on one of its signals, on `triggerGracefulShutdown()`, when its own task is shut down or
/// cancelled, and when a service ends or fails. A second signal ends the process at once, as if it had no handler.
/// A group is a service, so groups can be nested.
public final class ServiceGroup: Service {
  enum Event {
    case plan(LifecyclePlan.Event)
    case signal(UnixSignal)
  }

  let services: [ServiceConfiguration]
  let gracefulShutdownSignals: [UnixSignal]
  let cancellationSignals: [UnixSignal]
  let maximumGracefulShutdownDuration: Duration
  let clock: any Clock<Duration>
  let logger: Logger
  private let events = AsyncStream.makeStream(of: Event.self)
  private let hasRun = Atomic(false)

  /// Creates a group of services, none of which may end before the group does.
  public convenience init(
    services: [any Service], gracefulShutdownSignals: [UnixSignal] = [],
    cancellationSignals: [UnixSignal] = [],
    logger: Logger
  ) {
    self.init(
      services: services.map { ServiceConfiguration(service: $0) },
      gracefulShutdownSignals: gracefulShutdownSignals, cancellationSignals: cancellationSignals,
      logger: logger)
  }

  /// Creates a group.
  /// - Parameters:
  ///   - services: The services in the order in which they start.
  ///   - gracefulShutdownSignals: Signals that shut the group down; the second one of these ends the process.
  ///   - cancellationSignals: Signals that cancel all services at once.
  ///   - maximumGracefulShutdownDuration: How long each service may take to shut down before it is cancelled, and then
  ///     to end before it is left behind.
  ///   - clock: The clock of that bound.
  ///   - logger: Gets a line for each step.
  public init(
    services: [ServiceConfiguration], gracefulShutdownSignals: [UnixSignal] = [],
    cancellationSignals: [UnixSignal] = [], maximumGracefulShutdownDuration: Duration = .seconds(10),
    clock: any Clock<Duration> = ContinuousClock(), logger: Logger
  ) {
    self.services = services
    self.gracefulShutdownSignals = gracefulShutdownSignals
    self.cancellationSignals = cancellationSignals
    self.maximumGracefulShutdownDuration = maximumGracefulShutdownDuration
    self.clock = clock
    self.logger = logger
  }

  /// Asks the group to shut down; before `run()`, it will shut down as soon as it runs.
  public func triggerGracefulShutdown() {
    post(.plan(.shutdownRequested))
  }

  /// Runs until all services have ended.
  /// - Throws: The first error of a service; a `ServiceGroupError`; `UnixSignalsSequence.Unavailable` before any
  ///   service has started; `CancellationError` when the calling task was cancelled.
  public func run() async throws {
    guard !hasRun.exchange(true, ordering: .relaxed) else { throw ServiceGroupError.alreadyRunning }
    let signals = try UnixSignalsSequence(trapping: gracefulShutdownSignals + cancellationSignals)
    let forwarding = Task { for await signal in signals { post(.signal(signal)) } }
    // A task of its own, because cancellation would end the stream of events; it has to arrive as one of them.
    let running = Task {
      var run = ServiceGroupRun(group: self)
      return await run.untilDone(events.stream)
    }
    let plan = await withTaskCancellationHandler {
      await withGracefulShutdownHandler {
        await running.value
      } onGracefulShutdown: {
        self.triggerGracefulShutdown()
      }
    } onCancel: {
      post(.plan(.cancelRequested))
    }
    signals.stop()
    await forwarding.value
    if let failure = plan.failure { throw failure }
    if !plan.abandoned.isEmpty { throw ServiceGroupError.servicesDidNotStop(services: plan.abandoned) }
    try Task.checkCancellation()
  }

  func post(_ event: Event) {
    events.continuation.yield(event)
  }
}
