/// Which badge a screen showed when.
public struct BadgeLog: Sendable, Equatable {
  private struct Sighting: Sendable, Equatable {
    let count: Int
    let since: ContinuousClock.Instant
  }

  private var sightings: [String: [Sighting]] = [:]

  /// Creates a log of nothing.
  public init() {}

  /// Notes what a screen shows from now on.
  /// - Parameter badges: The channels in view with their unread messages.
  public mutating func note(_ badges: [String: Int], at now: ContinuousClock.Instant) {
    for (channel, count) in badges where sightings[channel]?.last?.count != count {
      sightings[channel, default: []].append(Sighting(count: count, since: now))
    }
  }

  /// What the screen shows beside a channel; `nil` if it does not show the channel.
  public func current(_ channel: String) -> Int? { sightings[channel]?.last?.count }

  /// When the screen first showed so many unread messages, or more.
  public func first(_ channel: String, atLeast count: Int) -> ContinuousClock.Instant? {
    sightings[channel]?.first { $0.count >= count }?.since
  }

  /// When the screen first showed so many unread messages, or fewer.
  public func first(_ channel: String, atMost count: Int) -> ContinuousClock.Instant? {
    sightings[channel]?.first { $0.count <= count }?.since
  }

  /// Reads the badges from the text of a screen, whose list of channels is the first column between the lines of its
  /// frame: `│ ▸ #incidents   @1  7 │ …` is 7 for `incidents`, and a dot is 0.
  public static func badges(in screen: String) -> [String: Int] {
    var badges: [String: Int] = [:]
    for line in screen.split(separator: "\n") {
      let words = line.split(separator: "│").first?.split(separator: " ") ?? []
      guard let name = words.first(where: { $0.hasPrefix("#") }), let badge = words.last else { continue }
      if let count = badge == "·" ? 0 : Int(badge) { badges[String(name.dropFirst())] = count }
    }
    return badges
  }
}

/// Says how many messages are due, so that a sender that wakes up now and then keeps an even rate over time.
///
/// What was missed is due at the next question.
public struct MessagePace: Sendable {
  /// The bound of the rate: more than any of our servers takes.
  private static let most = 1_000_000

  /// Messages a second.
  public let rate: Int
  private let start: ContinuousClock.Instant
  private var given = 0

  /// Starts to count.
  /// - Parameter rate: Messages a second, at most 1,000,000; 0 or less means none.
  public init(rate: Int, from start: ContinuousClock.Instant) {
    self.rate = min(max(0, rate), Self.most)
    self.start = start
  }

  /// How many messages have become due since the last question.
  public mutating func due(at now: ContinuousClock.Instant) -> Int {
    let total = max(given, Int((now - start).inSeconds * Double(rate)))
    defer { given = total }
    return total - given
  }
}
