import Lanes

/// Tells a quiet peer from a dead one: after a silence it is asked, and has then to answer in time.
struct IdleWatch {
  /// What to do now.
  enum Verdict: Equatable {
    /// All is well; look again at `deadline`.
    case wait
    /// The peer was silent for long: ask it.
    case ask
    /// It was asked and said nothing.
    case dead
  }

  private let idle: Duration
  private let timeout: Duration
  private var since: ContinuousClock.Instant
  private var isAsked = false

  /// - Parameters:
  ///   - idle: The silence after which to ask.
  ///   - timeout: The longest wait for any byte after having asked.
  init(idle: Duration, timeout: Duration, now: ContinuousClock.Instant) {
    self.idle = idle
    self.timeout = timeout
    since = now
  }

  /// When the verdict will be another than `wait`, if nothing happens.
  var deadline: ContinuousClock.Instant { since + (isAsked ? timeout : idle) }

  /// The peer has sent something.
  mutating func heard(at now: ContinuousClock.Instant) {
    since = now
    isAsked = false
  }

  /// The peer was sent what it has to answer; asking again does not move an open deadline.
  mutating func asked(at now: ContinuousClock.Instant) {
    guard !isAsked else { return }
    since = now
    isAsked = true
  }

  /// What to do at this time.
  func verdict(at now: ContinuousClock.Instant) -> Verdict {
    guard now >= deadline else { return .wait }
    return isAsked ? .dead : .ask
  }
}

extension ContinuousClock.Instant {
  /// The milliseconds from now until this instant, as `poll(2)` takes them.
  var pollTimeout: Int32 { ContinuousClock.now.duration(to: self).pollMilliseconds }
}
