import ChatModel

/// Owns the engine while it runs: what is heard, what is asked for and the clock all come to it.
actor CrowdStage {
  private var engine: CrowdEngine
  private let began: ContinuousClock.Instant
  private let topics: Topics

  init(engine: CrowdEngine, began: ContinuousClock.Instant, topics: Topics) {
    self.engine = engine
    self.began = began
    self.topics = topics
  }

  /// When to step next.
  var nextStep: ContinuousClock.Instant? {
    engine.nextDeadline.map { began + $0 }
  }

  /// Everything that is to be done by `time`.
  func step(at time: ContinuousClock.Instant) -> [LogEntry] {
    engine.next(at: time - began).map { action in
      switch action {
      case .post(let event): LogEntry(event, topics: topics)
      case .read(let event): LogEntry(event, topics: topics)
      }
    }
  }

  func hear(_ notice: Notice) {
    switch notice {
    case .message(let message): engine.heard(message)
    case .seen(let key, let position): engine.saw(key, position: position)
    case .read, .status, .rebuilt: break
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
