import ChatModel
import ChatServer
import Doubles

/// A whole system in one thread: two servers over one log, one database and one set of counters, driven step by step
/// from one seed, with crashes between any two steps.
struct SimulatedSystem {
  let users: [UserID]
  let channels: [ChannelID]
  let topics = Topics()
  let clock = ManualClock()
  let faults: Faults
  let log: MemoryLog
  let store: MemoryStore
  let counters: MemoryCounters
  let notices = MemoryNotices()
  var servers: [SimulatedServer] = []
  var random: SeededRandom
  /// The client ids of all messages that a client believes to have sent.
  var sent: Set<String> = []
  /// How many invalid events were appended.
  var garbage = 0
  private var started = 0
  private var said = 0

  init(seed: UInt64) async throws {
    random = SeededRandom(seed: seed)
    faults = Faults(seed: seed ^ 0xfa17)
    log = MemoryLog(clock: clock, faults: faults)
    store = MemoryStore(faults: faults)
    counters = MemoryCounters(faults: faults)
    users = (0..<6).map { UserID(stored: "user\($0)") }
    channels =
      (0..<3).map { ChannelID(stored: "room\($0)") } + [ChannelID(directBetween: users[0], and: users[1])]
    var memberships: [UserChannel] = []
    for channel in channels {
      let members =
        channel.isDirect ? Array(users.prefix(2)) : users.filter { _ in random.oneIn(2) } + [users[0]]
      memberships += members.map { UserChannel($0, channel) }
    }
    try await store.add(
      users: users, channels: channels.map { NewChannel(id: $0, topic: "") }, memberships: memberships)
    for index in 0..<2 { servers.append(startServer(index)) }
  }

  mutating func startServer(_ index: Int) -> SimulatedServer {
    started += 1
    return SimulatedServer(name: "server\(index)", run: started, system: self, seed: random.next())
  }

  /// Something that clients, operators or bad luck do.
  mutating func disturb() async throws {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<8: send()
    case 8..<14: read()
    case 14: markUnread()
    case 15: garble()
    case 16: try await crash()
    case 17: lose()
    case 18: redeliver()
    default: try await join()
    }
    clock.advance(milliseconds: Int64.random(in: 0...80, using: &random))
  }

  private mutating func send() {
    guard let key = store.memberships.randomElement(using: &random) else { return }
    said += 1
    let words = ["hello", "@user1", "@user2 @user0", "@channel", "see @user5?", "@nobody"]
    let event = try? MessageEvent(
      id: "m\(said)", channel: key.channel, author: key.user,
      body: words.randomElement(using: &random) ?? "hello")
    guard let event else { return }
    sent.insert(event.id)
    // A client that saw no acknowledgement sends again.
    for _ in 0...(random.oneIn(4) ? 1 : 0) { log.appendAll([LogEntry(event, topics: topics)]) }
  }

  private mutating func read() {
    guard let key = store.memberships.randomElement(using: &random) else { return }
    let head = store.allMessages(in: key.channel).count
    guard head > 0 else { return }
    let seq = Seq.random(in: 1...Seq(head), using: &random)
    append(key, .read, seq, epoch: store.readState(of: key).marker.epoch)
    // An old one comes late, from a terminal that was away.
    if random.oneIn(3) { append(key, .read, Seq.random(in: 1...seq, using: &random), epoch: 0) }
  }

  private mutating func markUnread() {
    guard let key = store.memberships.randomElement(using: &random) else { return }
    let head = store.allMessages(in: key.channel).count
    guard head > 0 else { return }
    let epoch = store.readState(of: key).marker.epoch + 1
    let seq = Seq.random(in: 1...Seq(head), using: &random)
    if random.oneIn(2) {
      // The user read on before the mark was on its way: one receipt says both.
      append(key, .read, Seq.random(in: seq...Seq(head), using: &random), epoch: epoch)
    } else {
      append(key, .unread, seq, epoch: epoch)
    }
  }

  private func append(_ key: UserChannel, _ kind: ReceiptEvent.Kind, _ seq: Seq, epoch: Int64) {
    guard let receipt = try? ReceiptEvent(key, kind, seq: seq, epoch: epoch) else { return }
    log.appendAll([LogEntry(receipt, topics: topics)])
  }

  /// Appends something that can never be applied.
  private mutating func garble() {
    let texts = [
      "not json", #"{"v":2,"user":"user0"}"#, #"{"v":1,"user":"user0","channel":"room0","seq":0}"#,
      #"{"v":1,"user":"user0","channel":"room0","seq":9007199254740991}"#,
      #"{"v":1,"user":"ghost","channel":"room0","seq":1}"#,
      #"{"v":1,"id":"x","channel":"nowhere","author":"user0","body":"hi"}"#,
    ]
    let isMessage = Bool.random(using: &random)
    let value = texts.randomElement(using: &random).map { Array($0.utf8) }
    garbage += 1
    log.appendAll([LogEntry(topic: isMessage ? topics.messages : topics.receipts, key: nil, value: value)])
  }

  /// A server dies between two steps; another takes its place.
  private mutating func crash() async throws {
    let index = Int.random(in: 0..<servers.count, using: &random)
    servers[index] = startServer(index)
    counters.expireLeases()
    if random.oneIn(2) { counters.expireBuilders() }
  }

  private mutating func lose() {
    if random.oneIn(3) {
      counters.flush()
    } else {
      counters.lose(Bucket(Int.random(in: 0..<4, using: &random)))
    }
  }

  /// The broker delivers records again that were committed.
  private mutating func redeliver() {
    let topic = Bool.random(using: &random) ? topics.messages : topics.receipts
    let partition = LogPartition(topic: topic, partition: Int32.random(in: 0..<3, using: &random))
    log.rewind(group: topic, partition, to: 0)
  }

  /// A user joins a channel that has messages already: the join floor keeps them from being unread.
  private mutating func join() async throws {
    let key = UserChannel(
      users.randomElement(using: &random) ?? users[0], channels[Int.random(in: 0..<3, using: &random)])
    try? await store.add(users: [], channels: [], memberships: [key])
  }

  /// Lets any of the flows take a step.
  mutating func step() async {
    let index = Int.random(in: 0..<servers.count, using: &random)
    await servers[index].step(Int.random(in: 0..<5, using: &random))
  }

  /// Lets everything come to rest: no faults, no crashes, until nothing is left to do.
  mutating func settle() async {
    faults.set(oneIn: nil)
    counters.expireBuilders()
    counters.expireLeases()
    servers = [startServer(0)]
    var quiet = 0
    var turn = 0
    while quiet < 400, turn < 50_000 {
      clock.advance(milliseconds: 100)
      turn += 1
      let worked = await servers[0].step(turn % 5)
      quiet = worked && !servers[0].isAtRest ? 0 : quiet + 1
    }
  }
}
