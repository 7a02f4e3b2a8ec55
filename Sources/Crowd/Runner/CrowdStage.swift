import ChatModel

/// Owns the engine while it runs: what is heard, what is asked for and the clock all come to it.
actor CrowdStage {
  private var engine: CrowdEngine
  private var attendance: Attendance
  private let began: ContinuousClock.Instant
  private let topics: Topics

  init(engine: CrowdEngine, began: ContinuousClock.Instant, topics: Topics) {
    self.engine = engine
    attendance = Attendance(world: engine.world, seed: engine.seed)
    self.began = began
    self.topics = topics
  }

  /// When to step next.
  var nextStep: ContinuousClock.Instant? {
    engine.nextDeadline.map { began + $0 }
  }

  /// Everything that is to be done by `time`.
  func step(at time: ContinuousClock.Instant) -> CrowdStep {
    let now = time - began
    var step = CrowdStep()
    for action in engine.next(at: now) {
      switch action {
      case .post(let event), .change(let event):
        attendance.acted(event.author, at: now)
        step.entries.append(LogEntry(event, topics: topics))
      case .read(let event):
        step.entries.append(LogEntry(event, topics: topics))
      case .typing(let key):
        attendance.acted(key.user, at: now)
        step.notices.append(.typing(key))
      }
    }
    return step
  }

  /// Who comes, stays and leaves at `time`.
  func attend(at time: ContinuousClock.Instant) -> [Attendance.Change] {
    attendance.due(at: time - began, people: engine.people)
  }

  func hear(_ notice: Notice) {
    switch notice {
    case .message(let message): if message.kind.counts { engine.heard(message) }
    case .seen(let key, let position): engine.saw(key, position: position)
    case .read, .typing, .presence, .status, .rebuilt, .changed, .membership, .settled: break
    }
  }

  func obey(_ control: CrowdControl) {
    switch control {
    case .faster: engine.rate = engine.rate.faster()
    case .slower: engine.rate = engine.rate.slower()
    case .rate(let perMinute): engine.rate = CrowdRate(perMinute: perMinute)
    }
  }
}

/// What the runner carries out for the engine.
struct CrowdStep: Sendable {
  /// What is said and read, for the log.
  var entries: [LogEntry] = []
  /// What others see in passing.
  var notices: [Notice] = []
}

/// What the user asks of the crowd while it talks.
public enum CrowdControl: Hashable, Sendable {
  /// One step more.
  case faster
  /// One step less.
  case slower
  /// This many messages a minute, moved into the bounds of `CrowdRate`.
  case rate(Double)
}
