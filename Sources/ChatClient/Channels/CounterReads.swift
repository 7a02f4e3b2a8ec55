import ChatModel

/// Which badges are stale, and when they are read anew: no more often than frames are drawn, all stale ones in one round trip.
struct CounterReads: Equatable, Sendable {
  private(set) var refresh = Refresh(pace: .frames)
  /// What is to be read next.
  private var wanted = Wish()
  /// What the running read was asked for, to ask again if it fails.
  private var running = Wish()
  private var isRestoring = false

  private struct Wish: Equatable {
    var channels: Set<ChannelID> = []
    /// Whether all channels are wanted.
    var isForAll = false
    /// Of which of them the seqs are wanted.
    var listed: Set<ChannelID> = []

    mutating func formUnion(_ other: Wish) {
      channels.formUnion(other.channels)
      listed.formUnion(other.listed)
      isForAll = isForAll || other.isForAll
    }
  }

  mutating func mark(_ channel: ChannelID, listing isListed: Bool = false) {
    wanted.channels.insert(channel)
    if isListed { wanted.listed.insert(channel) }
    refresh.want()
  }

  mutating func markAll() {
    wanted.isForAll = true
    refresh.want()
  }

  /// - Parameter open: The open channel: as it is being read, its seqs are wanted.
  /// - Returns: The effect that starts the next read, if one is due.
  mutating func start(open: ChannelID?, at now: Duration) -> ClientEffect? {
    guard refresh.start(at: now) else { return nil }
    (running, wanted) = (wanted, Wish())
    if let open, running.isForAll || running.channels.contains(open) { running.listed.insert(open) }
    return .loadCounters(running.isForAll ? nil : running.channels.sorted(), listing: running.listed)
  }

  /// Takes the answer of a read.
  /// - Parameter all: The channels there are, for a read of all.
  /// - Returns: The channels that were asked for and not answered, for the first time: they are to be restored, and the
  ///   read goes on until they are.
  mutating func missing(in answer: [ChannelID: Counter], of all: some Sequence<ChannelID>) -> [ChannelID] {
    guard refresh.isRunning, !isRestoring else { return [] }
    let missing = (running.isForAll ? Array(all) : running.channels.sorted()).filter { answer[$0] == nil }
    isRestoring = !missing.isEmpty
    return missing
  }

  mutating func finished() {
    isRestoring = false
    refresh.finished()
  }

  /// Takes note that a read has failed: the next one is of all channels, as only that shows that all counts are right again.
  mutating func failed(at now: Duration) {
    isRestoring = false
    refresh.failed(at: now)
    wanted.formUnion(running)
    wanted.isForAll = true
  }

  mutating func retryNow() {
    refresh.retryNow()
  }
}
