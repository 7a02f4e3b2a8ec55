import ChatModel

/// Which badges are stale, and when they are read anew: no more often than frames are drawn, all stale ones in one round trip.
struct CounterReads: Equatable, Sendable {
  private(set) var refresh = Refresh(pace: .frames)
  private var stale: Set<ChannelID> = []
  private var isAllStale = false
  /// What the running read was asked for, to ask again if it fails.
  private var running: [ChannelID]?
  private var isRestoring = false

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

  /// Takes the answer of a read.
  /// - Parameter all: The channels there are, for a read of all.
  /// - Returns: The channels that were asked for and not answered, for the first time: they are to be restored, and the
  ///   read goes on until they are.
  mutating func missing(in answer: [ChannelID: Unread], of all: some Sequence<ChannelID>) -> [ChannelID] {
    guard refresh.isRunning, !isRestoring else { return [] }
    let missing = (running ?? Array(all)).filter { answer[$0] == nil }
    isRestoring = !missing.isEmpty
    return missing
  }

  mutating func finished() {
    isRestoring = false
    refresh.finished()
  }

  mutating func failed(at now: Duration) {
    isRestoring = false
    refresh.failed(at: now)
    if let running { stale.formUnion(running) } else { isAllStale = true }
  }

  mutating func retryNow() {
    refresh.retryNow()
  }
}
