/// Decides, event by event, which service of a group to start, shut down or cancel next.
///
/// Services start in order, each after the one before it has begun to run. They are shut down in reverse order, each
/// after the one started later has ended. One that overstays its bound is cancelled, and left behind if it overstays
/// that too.
struct LifecyclePlan {
  enum Event {
    case started(Int)
    case finished(Int)
    case failed(Int, any Error)
    /// The bound set by the last `shutDown` or `cancel` of the service has passed.
    case expired(Int)
    case shutdownRequested
    case cancelRequested
  }

  enum Action: Equatable {
    case start(Int)
    case shutDown(Int)
    case cancel(Int)
  }

  private enum Progress {
    case waiting, running, cancelled, abandoned, ended
  }

  private let services: [(name: String, onSuccess: ServiceConfiguration.TerminationBehavior)]
  private var progress: [Progress]
  /// The service that is being shut down; those before it wait for its end.
  private var leaving: Int?
  /// Whether the group is on its way down.
  private(set) var isStopping = false
  /// The first error.
  private(set) var failure: (any Error)?

  init(services: [(name: String, onSuccess: ServiceConfiguration.TerminationBehavior)]) {
    self.services = services
    progress = services.map { _ in .waiting }
  }

  /// Whether nothing is left to wait for.
  var isDone: Bool {
    progress.allSatisfy { $0 == .ended || $0 == .abandoned || ($0 == .waiting && isStopping) }
  }

  /// The names of the services that never stopped.
  var abandoned: [String] {
    services.indices.filter { progress[$0] == .abandoned }.map { services[$0].name }
  }

  /// What to do first.
  mutating func begin() -> [Action] {
    start(0)
  }

  /// What to do after `event`.
  mutating func handle(_ event: Event) -> [Action] {
    switch event {
    case .started(let index): isStopping ? [] : start(index + 1)
    case .finished(let index): end(index, error: nil)
    case .failed(let index, let error): end(index, error: error)
    case .expired(let index): expire(index)
    case .shutdownRequested: stop()
    case .cancelRequested: cancelAll()
    }
  }

  private mutating func start(_ index: Int) -> [Action] {
    guard index < progress.count else { return [] }
    progress[index] = .running
    return [.start(index)]
  }

  private mutating func end(_ index: Int, error: (any Error)?) -> [Action] {
    let wasCancelled = progress[index] == .cancelled || progress[index] == .abandoned
    progress[index] = .ended
    if let error, failure == nil, !(wasCancelled && error is CancellationError) { failure = error }
    guard !isStopping else { return leaving == index ? shutDownNext() : [] }
    if error != nil { return stop() }
    switch services[index].onSuccess {
    case .ignore: return []
    case .gracefullyShutdownGroup: return stop()
    case .failGroup:
      failure = ServiceGroupError.serviceFinishedUnexpectedly(service: services[index].name)
      return stop()
    }
  }

  private mutating func stop() -> [Action] {
    guard !isStopping else { return [] }
    isStopping = true
    return shutDownNext()
  }

  private mutating func shutDownNext() -> [Action] {
    leaving = progress.lastIndex(of: .running)
    return leaving.map { [.shutDown($0)] } ?? []
  }

  private mutating func cancelAll() -> [Action] {
    isStopping = true
    leaving = nil
    let running = progress.indices.reversed().filter { progress[$0] == .running }
    for index in running { progress[index] = .cancelled }
    return running.map { .cancel($0) }
  }

  private mutating func expire(_ index: Int) -> [Action] {
    switch progress[index] {
    case .running:
      progress[index] = .cancelled
      return [.cancel(index)]
    case .cancelled:
      progress[index] = .abandoned
      return leaving == index ? shutDownNext() : []
    case .waiting, .abandoned, .ended:
      return []
    }
  }
}
