/// One run of a group: carries out what the plan decides.
struct ServiceGroupRun {
  private let group: ServiceGroup
  private var plan: LifecyclePlan
  private var tasks: [Int: Task<Void, Never>] = [:]
  private var timers: [Int: Task<Void, Never>] = [:]
  private let managers: [GracefulShutdownManager]

  init(group: ServiceGroup) {
    self.group = group
    plan = LifecyclePlan(services: group.services.map { ($0.name, $0.successTerminationBehavior) })
    managers = group.services.map { _ in GracefulShutdownManager() }
  }

  /// Handles events until no service is left; returns the plan for its outcome.
  mutating func untilDone(_ events: AsyncStream<ServiceGroup.Event>) async -> LifecyclePlan {
    plan.begin().forEach { perform($0) }
    var events = events.makeAsyncIterator()
    while !plan.isDone, let event = await events.next() {
      handle(event)
    }
    timers.values.forEach { $0.cancel() }
    return plan
  }

  private mutating func handle(_ event: ServiceGroup.Event) {
    let planned: LifecyclePlan.Event
    switch event {
    case .plan(let event):
      log(event)
      planned = event
    case .signal(let signal) where group.cancellationSignals.contains(signal):
      group.logger.info("cancelling", metadata: ["signal": "\(signal)"])
      planned = .cancelRequested
    case .signal(let signal):
      guard !plan.isStopping else {
        group.logger.warning("ending at once", metadata: ["signal": "\(signal)"])
        signal.raiseWithDefaultAction()
      }
      group.logger.info("shutting down", metadata: ["signal": "\(signal)"])
      planned = .shutdownRequested
    }
    plan.handle(planned).forEach { perform($0) }
  }

  private mutating func perform(_ action: LifecyclePlan.Action) {
    switch action {
    case .start(let index):
      start(index)
    case .shutDown(let index):
      group.logger.debug("shutting down a service", metadata: metadata(index))
      managers[index].shutDownGracefully()
      setTimer(index)
    case .cancel(let index):
      group.logger.debug("cancelling a service", metadata: metadata(index))
      tasks[index]?.cancel()
      setTimer(index)
    }
  }

  private mutating func start(_ index: Int) {
    group.logger.debug("starting a service", metadata: metadata(index))
    tasks[index] = Task { [group, manager = managers[index]] in
      await GracefulShutdownManager.$current.withValue(manager) {
        group.post(.plan(.started(index)))
        do {
          try await group.services[index].service.run()
          group.post(.plan(.finished(index)))
        } catch {
          group.post(.plan(.failed(index, error)))
        }
      }
    }
  }

  private mutating func setTimer(_ index: Int) {
    timers[index]?.cancel()
    timers[index] = Task { [group] in
      do {
        try await group.clock.sleep(for: group.maximumGracefulShutdownDuration)
        group.post(.plan(.expired(index)))
      } catch {
        // Cancelled: the service ended, or its next bound began.
      }
    }
  }

  private mutating func log(_ event: LifecyclePlan.Event) {
    switch event {
    case .finished(let index):
      timers[index]?.cancel()
      let level: Logger.Level = plan.isStopping ? .debug : .info
      group.logger.log(level: level, "a service ended", metadata: metadata(index))
    case .failed(let index, let error):
      timers[index]?.cancel()
      let level: Logger.Level = error is CancellationError && plan.isStopping ? .debug : .error
      group.logger.log(level: level, "a service failed", metadata: metadata(index, ["error": "\(error)"]))
    case .expired(let index):
      let bound: Logger.Metadata = ["bound": "\(group.maximumGracefulShutdownDuration)"]
      group.logger.warning("a service overstayed its bound", metadata: metadata(index, bound))
    case .started, .shutdownRequested, .cancelRequested:
      break
    }
  }

  private func metadata(_ index: Int, _ more: Logger.Metadata = [:]) -> Logger.Metadata {
    more.merging(["service": "\(group.services[index].name)"]) { $1 }
  }
}
