import ChatModel

/// A server that the client depends on.
public enum Dependency: Hashable, Sendable, CaseIterable {
  /// Badges and notices.
  case redis
  /// Sent messages and receipts.
  case kafka
  /// Channels and history.
  case database

  /// The name on the status line.
  var name: String {
    switch self {
    case .redis: "redis"
    case .kafka: "kafka"
    case .database: "db"
    }
  }
}

/// What is known of a service.
public enum DependencyHealth: Hashable, Sendable {
  /// Nothing yet.
  case connecting
  /// It answers.
  case up
  /// It does not, and why.
  case down(String)
}

/// How the services are, and whether what is shown can be believed.
struct Health: Equatable, Sendable {
  /// What is known of the badges.
  enum Counts: Equatable, Sendable {
    /// Not read yet.
    case unknown
    /// As of the last read, with notices coming.
    case current
    /// Redis lost them and a server is rebuilding them.
    case beingRebuilt
  }

  private var services: [Dependency: DependencyHealth] = [:]
  /// What the server last said of itself.
  var server: ServerStatus?
  var counts = Counts.unknown
  /// Since when notices are not heard.
  private var silentSince: Timestamp?
  /// Since when no read of all counters has been due and succeeded.
  private var unreadSince: Timestamp?

  /// Since when changes may have been missed.
  var staleSince: Timestamp? { [silentSince, unreadSince].compactMap { $0 }.min() }

  subscript(service: Dependency) -> DependencyHealth { services[service] ?? .connecting }

  /// - Returns: Whether the service was not up before and is now.
  mutating func set(_ service: Dependency, _ health: DependencyHealth) -> Bool {
    let before = services.updateValue(health, forKey: service)
    return health == .up && before != .up
  }

  /// Notices are not heard from now on.
  mutating func fellSilent(at time: Timestamp) {
    silentSince = silentSince ?? time
  }

  /// Notices are heard again; what was said meanwhile is known once all counters are read.
  mutating func heardAgain() {
    unreadSince = staleSince
    silentSince = nil
  }

  /// The counters could not be read.
  mutating func countersFailed(at time: Timestamp) {
    unreadSince = unreadSince ?? time
  }

  /// All counters were read.
  mutating func countersCame() {
    counts = .current
    unreadSince = nil
  }
}

/// What of the notices is heard, and so what has to be read.
///
/// A start reads everything once, and the counters after their channels' topics are listened to. First the channels: only
/// they name the topics. What is said until those are heard is in the counters' heads, so the channels have to be read
/// again only where the counters cannot be.
struct Hearing: Equatable, Sendable {
  private var isOn = false
  private var wasLost = false
  /// Whether the counters are read as soon as the topics asked for are listened to.
  private var isAwaited = false
  /// Whether messages may have been missed since the channels were read.
  private(set) var mayLackHeads = false

  /// All topics are listened to.
  /// - Parameter hasChannels: Whether the channels were read before.
  /// - Returns: Whether nothing was heard for a while, so that channels may have come and gone as well.
  mutating func began(hasChannels: Bool) -> Bool {
    defer { wasLost = false }
    isOn = true
    isAwaited = false
    mayLackHeads = hasChannels
    return wasLost
  }

  /// Nothing is heard any more.
  /// - Returns: Whether the counters have waited for topics.
  mutating func ended() -> Bool {
    defer { isAwaited = false }
    isOn = false
    wasLost = true
    return isAwaited
  }

  /// Topics are asked for.
  /// - Returns: Whether it will be said that they are listened to, or that nothing is: the counters wait for that.
  mutating func awaits(_ topics: [NoticeTopic]) -> Bool {
    isAwaited = isOn && !topics.isEmpty
    return isAwaited
  }

  /// The channels are being read, with their heads.
  mutating func readsChannels() {
    mayLackHeads = false
  }
}
