import ChatModel

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

  private var services: [Service: ServiceHealth] = [:]
  /// What the server last said of itself.
  var server: ServerStatus?
  var counts = Counts.unknown
  /// Since when notices are not heard.
  private var silentSince: Timestamp?
  /// Since when no read of all counters has been due and succeeded.
  private var unreadSince: Timestamp?

  /// Since when changes may have been missed.
  var staleSince: Timestamp? { [silentSince, unreadSince].compactMap { $0 }.min() }

  subscript(service: Service) -> ServiceHealth { services[service] ?? .connecting }

  /// - Returns: Whether the service was not up before and is now.
  mutating func set(_ service: Service, _ health: ServiceHealth) -> Bool {
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
