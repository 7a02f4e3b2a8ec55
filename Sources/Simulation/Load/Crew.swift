import ChatClient
import ChatModel
import Crowd

/// All readers and writers of a run: events are due at times that follow from the seed alone, and each is carried out as
/// of that time, however late the caller is.
///
/// So the schedule is open: a server that stalls does not slow the load down, it only shows in the latencies, which count
/// from when an event was due. (Gil Tene calls the opposite "coordinated omission".) With `isClosed` readers wait instead
/// until what they have read is acknowledged.
///
/// Work is O(log n) an event in the number of terminals; memory some hundred bytes a terminal and 12 a membership.
public struct Crew: Sendable {
  /// Who is where.
  public let population: Population
  /// What is known to be acknowledged.
  public private(set) var ledger: Ledger
  /// Since the beginning, up to where everything that is due was carried out.
  public private(set) var now: Duration = .zero
  /// How many readers are at their terminals.
  public private(set) var present = 0
  private let isClosed: Bool
  private var stage: Stage
  private var share = 0.0
  private var readers: [Reader]
  private var bookmarks: Bookmarks
  private var heads: [Seq]
  private var timers: TimerHeap
  private var nextPost: Duration?
  private var posts = 0
  private var random: SplitMix
  private var shipments: [Shipment] = []

  /// How many lines fit on a simulated terminal, a message each.
  private static let page: Seq = 20

  /// Creates a crew of which nobody is there yet.
  public init(_ population: Population, isClosed: Bool = false) {
    self.population = population
    self.isClosed = isClosed
    let plan = population.plan
    var random = SplitMix(seed: plan.seed ^ 0x5e55_1011)
    var readers: [Reader] = []
    // Those who never read have the last numbers: who they are was shuffled when channels were dealt.
    for user in 0..<plan.readers {
      // A whole number of terminals, on average as many as asked for.
      let terminals =
        Int(plan.terminals) + (random.chance(plan.terminals - plan.terminals.rounded(.down)) ? 1 : 0)
      for _ in 0..<terminals {
        let rank = Double.random(in: 0..<1, using: &random)
        readers.append(Reader(user: Int32(user), rank: rank, id: population.user(user)))
      }
    }
    self.readers = readers
    self.random = random
    bookmarks = Bookmarks(count: population.slotCount)
    heads = Array(repeating: Seq(plan.history), count: population.channelCount)
    timers = TimerHeap(count: readers.count)
    ledger = Ledger()
    stage = Stage(name: "nobody")
    stage.posts = 0
  }

  /// How many terminals there are.
  public var terminals: Int { readers.count }

  /// Begins a stage now: readers come or go until as many are there as it asks for.
  public mutating func begin(_ stage: Stage) {
    let before = share
    self.stage = stage
    share = stage.readers
    for id in readers.indices {
      let (was, will) = (readers[id].rank < before, readers[id].rank < share)
      if was != will {
        let way = abs(readers[id].rank - before) / max(abs(share - before), .leastNonzeroMagnitude)
        readers[id].nextSwitch = now + stage.ramp * way
      } else if will, readers[id].nextSwitch == nil, stage.session > .zero {
        readers[id].nextSwitch = now + random.gap(mean: stage.session)
      }
      // The rate may be another: the next scroll is drawn anew, which a Poisson process does not mind.
      if readers[id].isPresent { readers[id].nextScroll = scroll(after: now) }
      timers.set(id, at: readers[id].deadline)
    }
    nextPost = post(after: now)
  }

  /// When something is due next; `nil` if nothing will be.
  public var deadline: Duration? {
    [timers.first?.time, nextPost].compactMap { $0 }.min()
  }

  /// Carries out everything that is due up to `time`, in order.
  /// - Returns: What is to be sent.
  public mutating func advance(to time: Duration) -> [Shipment] {
    while let due = deadline, due <= time {
      now = max(now, due)
      if let nextPost, nextPost <= due {
        write()
        self.nextPost = post(after: nextPost)
      } else if let first = timers.first {
        wake(first.id)
      }
    }
    now = max(now, time)
    defer { shipments = [] }
    return shipments
  }

  /// Kafka has a shipment.
  public mutating func acknowledged(_ shipment: Shipment) {
    switch shipment {
    case .post(_, let number, _): ledger.acknowledge(post: number)
    case .receipt(let receipt, let id, _):
      if let slot = slot(of: receipt.key) { ledger.acknowledge(receipt.delta, slot: slot) }
      readers[id].outbox.acknowledged(receipt)
      settle(id)
    }
  }

  /// Kafka does not have a shipment, or nobody knows whether it has: a receipt is sent again, a message is not.
  public mutating func failed(_ shipment: Shipment) {
    guard case .receipt(let receipt, let id, let due) = shipment else { return }
    let waiting = readers[id].waiting[receipt.key.channel] ?? due
    readers[id].waiting[receipt.key.channel] = min(waiting, due)
    readers[id].outbox.failed(receipt, at: now)
    settle(id)
  }

  /// A message has come to a channel.
  public mutating func heard(_ seq: Seq, in channel: Int) {
    heads[channel] = max(heads[channel], seq)
  }

  /// Everybody leaves at once, as at the end.
  public mutating func leave() -> [Shipment] {
    nextPost = nil
    for id in readers.indices {
      if readers[id].isPresent { away(id) }
      readers[id].nextSwitch = nil
      settle(id, .quitting)
    }
    defer { shipments = [] }
    return shipments
  }

  private func slot(of key: UserChannel) -> Int? {
    guard let user = population.number(of: key.user), let channel = population.number(of: key.channel) else {
      return nil
    }
    return population.slot(of: user, in: channel)
  }

  private mutating func scroll(after time: Duration) -> Duration? {
    Duration.between(perSecond: stage.scrolls).map { time + random.gap(mean: $0) }
  }

  private mutating func post(after time: Duration) -> Duration? {
    Duration.between(perSecond: stage.posts).map { time + random.gap(mean: $0) }
  }
}

// Reading.
extension Crew {
  private mutating func wake(_ id: Int) {
    if let time = readers[id].nextSwitch, time <= now { comeOrGo(id) }
    if readers[id].isPresent, let time = readers[id].nextScroll, time <= now {
      if !(isClosed && readers[id].outbox.count > 0) { look(id) }
      readers[id].nextScroll = scroll(after: time)
    }
    settle(id)
  }

  private mutating func comeOrGo(_ id: Int) {
    readers[id].nextSwitch = nil
    let isWanted = readers[id].rank < share
    if readers[id].isPresent {
      away(id)
      if isWanted { readers[id].nextSwitch = now + random.gap(mean: stage.absence) }
    } else if isWanted {
      present += 1
      readers[id].tracker.focusChanged(true, at: now)
      openNext(id)
      readers[id].nextScroll = scroll(after: now)
      if stage.session > .zero { readers[id].nextSwitch = now + random.gap(mean: stage.session) }
    }
  }

  private mutating func away(_ id: Int) {
    present -= 1
    readers[id].tracker.focusChanged(false, at: now)
    readers[id].open = nil
    readers[id].nextScroll = nil
    ship(readers[id].outbox.take(at: now, .leaving), id)
  }

  /// Scrolls on, or goes to another channel from the end of one; now and then a message is kept for later.
  private mutating func look(_ id: Int) {
    guard let open = readers[id].open else { return }
    readers[id].tracker.used(at: now)
    let slot = Int(open)
    let head = heads[population.channel(of: slot)]
    if head > 0, random.chance(stage.marks) {
      var marker = bookmarks[slot]
      let seq = Seq.random(
        in: max(1, readers[id].bottom - Self.page)...max(1, readers[id].bottom), using: &random)
      marker.epoch += 1
      marker.seq = seq - 1
      bookmarks[slot] = marker
      let channel = population.channelID(population.channel(of: slot))
      readers[id].tracker.hold(channel)
      let mark = ReadState.markedUnread(seq, epoch: marker.epoch)
      ledger.sent(mark, slot: slot)
      put(mark, in: channel, id)
      leaveChannel(id)
    } else if readers[id].bottom >= head {
      leaveChannel(id)
    } else {
      readers[id].bottom = min(head, readers[id].bottom + Seq(stage.step))
    }
  }

  private mutating func leaveChannel(_ id: Int) {
    ship(readers[id].outbox.take(at: now, .leaving), id)
    readers[id].tracker.release()
    openNext(id)
  }

  /// Opens a channel with something unread, if a few looks find one, with the first unread message in view.
  private mutating func openNext(_ id: Int) {
    let slots = population.slots(of: Int(readers[id].user))
    guard !slots.isEmpty else { return }
    var slot = Int.random(in: slots, using: &random)
    for _ in 0..<4 where bookmarks[slot].seq >= heads[population.channel(of: slot)] {
      slot = Int.random(in: slots, using: &random)
    }
    readers[id].open = Int32(slot)
    let head = heads[population.channel(of: slot)]
    readers[id].bottom = min(head, max(bookmarks[slot].seq + Seq(stage.step), min(head, Self.page)))
  }

  /// Lets the client's logic see what is in view now, and notes when it wants to be asked again.
  private mutating func settle(_ id: Int, _ urgency: ReceiptOutbox.Urgency = .scrolling) {
    var sight: ReadTracker.Sight?
    if let open = readers[id].open, readers[id].bottom > 0 {
      sight = ReadTracker.Sight(
        channel: population.channelID(population.channel(of: Int(open))), bottom: readers[id].bottom)
    }
    let open = readers[id].open
    let known = open.map { bookmarks[Int($0)] }
    let read = readers[id].tracker.read(sight, at: now) { _ in known.map { ($0.seq, $0.epoch) } }
    if let read, let open {
      bookmarks[Int(open)] = max(bookmarks[Int(open)], read.delta.marker)
      ledger.sent(read.delta, slot: Int(open))
      put(read.delta, in: read.channel, id)
    }
    ship(readers[id].outbox.take(at: now, urgency), id)
    timers.set(id, at: readers[id].deadline)
  }

  private mutating func put(_ delta: ReadState, in channel: ChannelID, _ id: Int) {
    readers[id].outbox.add(delta, in: channel)
    readers[id].waiting[channel] = readers[id].waiting[channel] ?? now
  }

  private mutating func ship(_ receipts: [ReceiptEvent], _ id: Int) {
    guard !receipts.isEmpty else { return }
    // A channel can need two receipts at once; both were due at the same time.
    var dues: [ChannelID: Duration] = [:]
    for receipt in receipts {
      let due = dues[receipt.key.channel] ?? readers[id].due(receipt, at: now)
      dues[receipt.key.channel] = due
      shipments.append(.receipt(receipt, terminal: id, due: due))
    }
    readers[id].lastDue = dues.values.max()
  }
}

// Writing.
extension Crew {
  private mutating func write() {
    let channel = nextChannel()
    let members = population.members(of: channel)
    guard let author = members.randomElement(using: &random) else { return }
    var body = "message \(posts) of the simulation, about as long as people write"
    if random.chance(stage.mentions), let other = members.randomElement(using: &random) {
      body = (random.chance(0.2) ? "@channel " : "@\(population.user(Int(other))) ") + body
    }
    let event = try? MessageEvent(
      id: population.postID(posts), channel: population.channelID(channel),
      author: population.user(Int(author)), body: body)
    guard let event else { return }
    ledger.sent(post: posts)
    shipments.append(.post(event, number: posts, due: now))
    posts += 1
  }

  /// One of the direct chats that are listened to, or a channel, each as often as it has members.
  private mutating func nextChannel() -> Int {
    let directs = population.plan.channels..<population.spoken.upperBound
    if !directs.isEmpty, random.chance(stage.direct) { return Int.random(in: directs, using: &random) }
    for _ in 0..<100 {
      let channel = population.channel(of: Int.random(in: 0..<population.slotCount, using: &random))
      if !population.isDirect(channel) { return channel }
    }
    return 0
  }
}
