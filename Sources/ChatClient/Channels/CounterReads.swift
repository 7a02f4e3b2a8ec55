import ChatModel

/// Which badges are stale, and when they are read anew: no more often than frames are drawn, all stale ones in one round trip.
struct CounterReads: Equatable, Sendable {
  private(set) var refresh = Refresh(pace: .frames)
  private var stale: Set<ChannelID> = []
  private var isAllStale = false
  /// What the running read was asked for, to ask again if it fails.
  private var running: [ChannelID]?

  mutating func mark(_ channel: ChannelID) {
    stale.insert(channel)
    refresh.want()
  }

  mutating func markAll() {
    isAllStale = true
    refresh.want()
  }

  /// - Returns: The effect that starts the next read, if one is due.
  mutating func start(at now: Duration) -> ClientEffect? {
    guard refresh.start(at: now) else { return nil }
    running = isAllStale ? nil : stale.sorted()
    isAllStale = false
    stale = []
    return .loadCounters(running)
  }

  mutating func finished() {
    refresh.finished()
  }

  mutating func failed(at now: Duration) {
    refresh.failed(at: now)
    if let running { stale.formUnion(running) } else { isAllStale = true }
  }

  mutating func retryNow() {
    refresh.retryNow()
  }
}
