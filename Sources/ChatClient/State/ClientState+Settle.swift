import ChatModel

extension ClientState {
  /// The earliest monotonic time at which `tick` has something to do; nil if never, unless something else happens.
  public var nextDeadline: Duration? {
    let deadlines = [
      tracker.deadline, isPeeking ? nil : receipts.deadline, spool.deadline,
      hasChannels ? counterReads.refresh.deadline : nil,
      channelReads.deadline,
      conversation?.deadline, list.deadline, toast?.until, presence.deadline, heartbeat.deadline,
      keeper.deadline, searchDeadline,
    ]
    return deadlines.compactMap { $0 }.min()
  }

  /// Does everything that is due: after each event, or several that came together, whatever they were.
  mutating func settle(at now: ClientTime) -> [ClientEffect] {
    let time = now.monotonic
    if isQuitting { return saveSpool(at: time, atOnce: true) + keep(at: time, atOnce: true) }
    if let toast, toast.until <= time { self.toast = nil }
    readWhatWasSeen(at: time)
    var effects = sendReceipts(at: time, .scrolling)
    effects += saveSpool(at: time)
    if channelReads.start(at: time) {
      hearing.readsChannels()
      effects.append(.loadChannels)
    }
    for channel in list.takeVague() { counterReads.mark(channel, listing: true) }
    if hasChannels, let read = counterReads.start(open: conversation?.channel, at: time) {
      effects.append(read)
    }
    effects += loadMessages(at: time)
    effects += searchWhatWasTyped(at: time)
    effects += beat(at: time)
    effects += keep(at: time)
    list.settle(at: time)
    presence.settle(at: time)
    return effects + updateTitle()
  }

  mutating func saveSpool(at now: Duration, atOnce: Bool = false) -> [ClientEffect] {
    spool.take(&receipts, at: now, atOnce: atOnce).map { [.saveSpool($0)] } ?? []
  }

  /// `(3 @1) #general - dogear`: the totals, if there are any, and the open channel.
  private mutating func updateTitle() -> [ClientEffect] {
    let numbers = [
      list.total.unread > 0 ? "\(list.total.unread)" : nil,
      list.total.mentions > 0 ? "@\(list.total.mentions)" : nil,
    ].compactMap(\.self)
    let count = numbers.isEmpty ? "" : "(\(numbers.joined(separator: " "))) "
    let words = count + (openEntry.map { "\($0.name(for: user)) - " } ?? "") + "dogear"
    guard words != title else { return [] }
    title = words
    return [.setTitle(words)]
  }
}
