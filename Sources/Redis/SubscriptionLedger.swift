/// Which channels are wanted, which the server was asked for, and which it has acknowledged.
///
/// Changes are compared with what was last asked only when they are sent, so a channel that comes and goes
/// while the connection is down or busy costs nothing.
struct SubscriptionLedger {
  /// What a reader of the events has to know next.
  enum News: Equatable {
    /// Every channel wanted is subscribed and acknowledged, for the first time on this connection.
    case complete
    /// These channels, wanted later, are now acknowledged, and no others are waited for.
    case added([String])
  }

  private var wanted: Set<String> = []
  /// What the server will have once it has run all that was sent.
  private var requested: Set<String> = []
  /// Channels whose wish may differ from what was requested.
  private var changed: Set<String> = []
  /// A part of `changed`, in the order in which it is sent, from the end.
  private var queue: [String] = []
  /// How many acknowledgements are still to come, by channel.
  private var awaited: [String: Int] = [:]
  private var added: [String] = []
  private var isOnline = false
  private var isComplete = false

  /// Adds channels to those wanted.
  mutating func want(_ channels: some Collection<String>) {
    for channel in channels where wanted.insert(channel).inserted && isOnline { changed.insert(channel) }
  }

  /// Removes channels from those wanted.
  mutating func unwant(_ channels: some Collection<String>) {
    for channel in channels where wanted.remove(channel) != nil && isOnline { changed.insert(channel) }
  }

  /// A new connection: the server knows nothing.
  mutating func connected() {
    disconnected()
    isOnline = true
    changed = wanted
  }

  /// The connection is gone, and with it all that was asked.
  mutating func disconnected() {
    isOnline = false
    isComplete = false
    requested = []
    changed = []
    queue = []
    awaited = [:]
    added = []
  }

  /// What to send next: at most one SUBSCRIBE and one UNSUBSCRIBE, of together at most `limit` channels.
  mutating func nextCommands(limit: Int) -> [RedisCommand] {
    if queue.isEmpty {
      queue = Array(changed)
      changed = []
    }
    let portion = queue.suffix(limit)
    queue.removeLast(portion.count)
    let fresh = portion.filter { wanted.contains($0) && !requested.contains($0) }
    let stale = portion.filter { !wanted.contains($0) && requested.contains($0) }
    if isComplete {
      // Gone and wanted again before the server heard of it: there will be no acknowledgement to tell of.
      added += portion.filter { wanted.contains($0) && requested.contains($0) && awaited[$0] == nil }
    }
    requested.formUnion(fresh)
    requested.subtract(stale)
    for channel in fresh + stale { awaited[channel, default: 0] += 1 }
    return [("SUBSCRIBE", fresh), ("UNSUBSCRIBE", stale)].compactMap { name, channels in
      channels.isEmpty ? nil : RedisCommand([name] + channels)
    }
  }

  /// Notes that the server has run what it was asked for a channel.
  /// - Returns: Whether it was asked at all.
  mutating func acknowledge(_ channel: String) -> Bool {
    guard let count = awaited[channel] else { return false }
    awaited[channel] = count > 1 ? count - 1 : nil
    if count == 1, isComplete, wanted.contains(channel), requested.contains(channel) { added.append(channel) }
    return true
  }

  /// What there is to tell since the last call.
  mutating func news() -> News? {
    guard isOnline, awaited.isEmpty, changed.isEmpty, queue.isEmpty else { return nil }
    guard isComplete else {
      isComplete = true
      return .complete
    }
    guard !added.isEmpty else { return nil }
    defer { added = [] }
    return .added(added)
  }
}
