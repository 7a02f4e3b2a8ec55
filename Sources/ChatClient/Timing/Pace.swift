/// How often something may be done: a few times at once, and a steady rate in the long run.
///
/// The generic cell rate algorithm (ITU-T I.371): all that is kept is when the next one would be due had none come
/// early. So whoever waited is served at once, even when one thing is done as two, such as a message that is heard and
/// its badge that is read, and a flood is served no more often than every `interval`.
public struct Pace: Hashable, Sendable {
  /// What nobody sees more often than 30 times a second, of which three may come at once.
  public static let frames = Pace(interval: .milliseconds(33), burst: 3)

  let interval: Duration
  private let tolerance: Duration
  private var theoretical: Duration?

  /// - Parameter burst: How many may come at once; at least 1.
  init(interval: Duration, burst: Int) {
    self.interval = interval
    tolerance = interval * (max(1, burst) - 1)
  }

  /// The earliest time for the next one.
  public var due: Duration {
    theoretical.map { $0 - tolerance } ?? .zero
  }

  /// Notes that it was done, whether or not it was due.
  public mutating func take(at now: Duration) {
    let next = max(theoretical ?? now, now) + interval
    // Keys are answered however often they come; they must not hold up what others cause for longer than a burst does.
    theoretical = min(next, now + tolerance + interval)
  }
}

/// When to try again what has failed: after 1 s, 2 s, 4 s … 30 s.
struct RetryTimer: Hashable, Sendable {
  static let longest: Duration = .seconds(30)

  private(set) var notBefore: Duration?
  private var failures = 0

  /// Several failures of one attempt count once.
  mutating func failed(at now: Duration) {
    guard allows(now) else { return }
    notBefore = now + min(.seconds(1 << min(failures, 5)), Self.longest)
    failures += 1
  }

  mutating func succeeded() {
    self = RetryTimer()
  }

  /// The reason may be gone: try at once, but remember how often it failed.
  mutating func retryNow() {
    notBefore = nil
  }

  func allows(_ now: Duration) -> Bool {
    notBefore.map { $0 <= now } ?? true
  }
}

/// Something that is read anew whenever it may have changed: one read at a time, not too often, again after a failure.
struct Refresh: Hashable, Sendable {
  private var pace: Pace?
  private(set) var isWanted = false
  private(set) var isRunning = false
  private var retry = RetryTimer()

  /// - Parameter pace: How often it may be read; nil for as often as it is wanted.
  init(pace: Pace? = nil) {
    self.pace = pace
  }

  mutating func want() {
    isWanted = true
  }

  /// - Returns: Whether the caller is to start a read now.
  mutating func start(at now: Duration) -> Bool {
    guard let deadline, deadline <= now else { return false }
    isWanted = false
    isRunning = true
    pace?.take(at: now)
    return true
  }

  mutating func finished() {
    isRunning = false
    retry.succeeded()
  }

  mutating func failed(at now: Duration) {
    isRunning = false
    isWanted = true
    retry.failed(at: now)
  }

  mutating func retryNow() {
    retry.retryNow()
  }

  /// When the next read is due; nil if none is wanted, or one is running.
  var deadline: Duration? {
    guard isWanted && !isRunning else { return nil }
    return max(retry.notBefore ?? .zero, pace?.due ?? .zero)
  }
}

/// At most one alert a second, however often a user is mentioned.
struct AlertPace: Equatable, Sendable {
  static let spacing: Duration = .seconds(1)

  private var last: Duration?

  mutating func allows(at now: Duration) -> Bool {
    if let last, now < last + Self.spacing { return false }
    last = now
    return true
  }
}
