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
