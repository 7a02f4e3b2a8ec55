import ChatModel
import ChatServer
import Doubles
import TestSupport

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
  let notices: MemoryNotices
  var servers: [SimulatedServer] = []
  /// A terminal of each user, and a second one of some.
  private(set) var clients: [SimulatedClient] = []
  /// How many flows of each server take steps; the sampler is the last.
  private let flows: Int
  private let hasStatements: Bool
  var random: SeededRandom
  /// Who said what where, by client id, of all messages that a client believes to have sent.
  var sent: [String: UserChannel] = [:]
  /// The client ids of everything else that clients ask for.
  var asked: Set<String> = []
  /// Those of them that were sent twice.
  var twice: Set<String> = []
  /// Ids of messages that mentioned somebody and that somebody wanted to delete.
  private var wanted: Set<String> = []
  /// The highest seq that a receipt of each member says is read.
  private(set) var promised: [UserChannel: Seq] = [:]
  /// Those who came by a statement, and not by an event.
  private(set) var added: Set<UserChannel> = []
  /// The keys of the invalid events that were appended.
  var garbage: Set<String> = []
  /// What has come about between a server's steps.
  private(set) var happened: Set<Interruption> = []
  private var started = 0
  private var said = 0
  /// Whether every count is looked at after every step.
  var isWatched = false
  /// Counts that could not be, at any step.
  private(set) var impossible: [String] = []
  /// Whether it remembers what happens.
  var isTelling = false
  /// What has happened so far, in words.
  private(set) var story: [String] = []

  /// - Parameters:
  ///   - isSampling: Whether the servers watch themselves: what they heal is not seen.
  ///   - hasStatements: Whether some come by statements, of which the log knows nothing.
  init(
    seed: UInt64, mutation: Mutation? = nil, isSampling: Bool, hasStatements: Bool = true
  ) async throws {
    self.hasStatements = hasStatements
    flows = isSampling ? 6 : 5
    random = SeededRandom(seed: seed)
    faults = Faults(seed: seed ^ 0xfa17, mutation: mutation)
    log = MemoryLog(clock: clock, faults: faults)
    store = MemoryStore(faults: faults)
    counters = MemoryCounters(faults: faults)
    notices = MemoryNotices(faults: faults)
    users = (0..<6).map { UserID(stored: "user\($0)") }
    channels =
      (0..<3).map { ChannelID(stored: "room\($0)") } + [ChannelID(directBetween: users[0], and: users[1])]
    var memberships: [UserChannel] = []
    for channel in channels {
      let members =
        channel.isDirect ? Array(users.prefix(2)) : users.filter { _ in random.oneIn(2) } + [users[0]]
      memberships += members.map { UserChannel($0, channel) }
    }
    added = Set(memberships)
    try await store.add(
      users: users, channels: channels.map { NewChannel(id: $0, topic: "") }, memberships: memberships)
    for index in 0..<2 { servers.append(startServer(index)) }
    clients = (users + users.prefix(2)).map { SimulatedClient(user: $0) }
    // One that has a moderator.
    ask(
      users[0], ChannelID(stored: "made"),
      .create(topic: "", isPrivate: random.oneIn(2), readOnly: random.oneIn(3)))
  }

  private mutating func tell(_ words: @autoclosure () -> String) {
    guard isTelling else { return }
    story.append(words())
  }

  private mutating func step(_ server: Int, _ flow: Int) async -> Bool {
    let stage = isTelling ? servers[server].stage(flow).prefix(300) : ""
    tell("server \(server), \(SimulatedServer.flows[flow]): \(stage)")
    let (worked, failure) = await servers[server].step(flow)
    if let failure { tell("    which failed: \(failure)") }
    return worked
  }

  mutating func startServer(_ index: Int) -> SimulatedServer {
    started += 1
    return SimulatedServer(name: "server\(index)", run: started, system: self, seed: random.next())
  }

  /// Something that clients, operators or bad luck do.
  private mutating func disturb() async {
    switch Int.random(in: 0..<35, using: &random) {
    case 20..<23: move()
    case 23..<26: change()
    case 27..<35: useClient()
    case 26:
      tell("partitions move")
      let server = servers.randomElement(using: &random)
      if server?.isInMidBatch == true { happened.insert(.rebalance) }
      server?.rebalance()
    case 0..<8: send()
    case 8..<14: read()
    case 14: markUnread()
    case 15: garble()
    case 16: crash()
    case 17: lose()
    case 18: redeliver()
    default: await join()
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
    sent[event.id] = key
    tell("\(key.user) says \(event.id) in \(key.channel): \(event.body)")
    // A client that saw no acknowledgement sends again.
    for _ in 0...(random.oneIn(4) ? 1 : 0) { log.appendAll([LogEntry(event, topics: topics)]) }
  }

  /// Somebody comes or goes: by an event that may be out of date, may not be theirs to send, and may come twice.
  private mutating func move() {
    let channel = store.channels.randomElement(using: &random) ?? channels[0]
    // Where there is a moderator, mostly by them.
    let isModerated = channel.rawValue == "made" && random.oneIn(2)
    let author = isModerated ? users[0] : users.randomElement(using: &random) ?? users[0]
    let other = users.randomElement(using: &random) ?? users[1]
    let isOwn = random.oneIn(2) && !isModerated
    let turn = store.turn(UserChannel(isOwn ? author : other, channel)) + (random.oneIn(6) ? -1 : 1)
    guard turn > 0 else { return }
    let isComing = turn % 2 == 1
    switch (isOwn, isComing) {
    case (true, true): ask(author, channel, .join(turn: turn))
    case (true, false): ask(author, channel, .leave(turn: turn))
    case (false, true): ask(author, channel, .invite(other, turn: turn))
    case (false, false): ask(author, channel, .remove(other, turn: turn))
    }
  }

  /// Somebody deletes or edits a message, sets a topic, or gives rights.
  private mutating func change() {
    guard let key = store.memberships.randomElement(using: &random) else { return }
    let messages = store.allMessages(in: key.channel)
    let own = messages.filter { $0.author == key.user }
    let seq = ((random.oneIn(4) ? messages : own).randomElement(using: &random)?.seq ?? 1)
    switch Int.random(in: 0..<6, using: &random) {
    case 0..<3:
      let message = messages.first { $0.seq == seq }
      if let message, message.mentions != Mentions() { wanted.insert(message.id) }
      ask(key.user, key.channel, .delete(seq))
    case 3: ask(key.user, key.channel, .edit(seq, body: "@user3 or @channel \(said)"))
    case 4: ask(key.user, key.channel, .setTopic("topic \(said)"))
    default:
      let (other, rights) = (
        users.randomElement(using: &random) ?? key.user, Rights(rawValue: Int64(random.next() % 8))
      )
      ask(users[0], ChannelID(stored: "made"), .allow(other, rights))
    }
  }

  private mutating func ask(_ author: UserID, _ channel: ChannelID, _ action: MessageEvent.Action) {
    said += 1
    guard let event = try? MessageEvent(id: "c\(said)", channel: channel, author: author, action) else {
      return
    }
    asked.insert(event.id)
    let isTwice = random.oneIn(4)
    tell("\(author) asks in \(channel), \(event.id): \(action)")
    if isTwice { twice.insert(event.id) }
    for _ in 0...(isTwice ? 1 : 0) { log.appendAll([LogEntry(event, topics: topics)]) }
  }

  /// Somebody reads or marks in a terminal, or something happens to it.
  private mutating func useClient() {
    let index = Int.random(in: 0..<clients.count, using: &random)
    let user = clients[index].user
    let channels = store.memberships.filter { $0.user == user }.map(\.channel)
    guard let channel = channels.randomElement(using: &random) else { return }
    let head = Seq(store.allMessages(in: channel).count)
    let name = "terminal \(index) of \(user)"
    let now = Duration.milliseconds(clock.now().milliseconds)
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4 where head > 0:
      let seq = Seq.random(in: 1...head, using: &random)
      tell("\(name) shows \(channel) up to \(seq)")
      clients[index].look(at: channel, upTo: seq, now: now)
    case 4 where head > 0:
      let seq = Seq.random(in: 1...head, using: &random)
      tell("\(name) marks \(seq) in \(channel) as unread")
      clients[index].mark(seq, in: channel)
    case 5: clients[index].hear(store.readState(of: UserChannel(user, channel)), of: channel)
    case 6: clients[index].save()
    case 7:
      tell("\(name) is killed")
      clients[index].die()
    default:
      tell("\(name) sends")
      clients[index].send(
        random.oneIn(3) ? .leaving : .scrolling, to: log, topics, now: now, &random)
    }
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

  private mutating func append(_ key: UserChannel, _ kind: ReceiptEvent.Kind, _ seq: Seq, epoch: Int64) {
    if kind == .read { promised[key] = max(promised[key] ?? 0, seq) }
    guard let receipt = try? ReceiptEvent(key, kind, seq: seq, epoch: epoch) else { return }
    tell("\(key): \(kind) \(seq) in epoch \(epoch)")
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
    let key = "garbage\(garbage.count)"
    garbage.insert(key)
    log.appendAll([
      LogEntry(topic: isMessage ? topics.messages : topics.receipts, key: Array(key.utf8), value: value)
    ])
  }

  /// A server dies between two steps; another takes its place.
  private mutating func crash() {
    let index = Int.random(in: 0..<servers.count, using: &random)
    tell("server \(index) dies, and another takes its place")
    if servers[index].isInMidBatch { happened.insert(.death) }
    servers[index] = startServer(index)
    counters.expireLeases()
    if random.oneIn(2) { counters.expireBuilders() }
  }

  private mutating func lose() {
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      tell("Redis loses everything")
      counters.flush()
    case 1:
      let key = store.memberships.randomElement(using: &random)
      tell("Redis loses the counter of \(key.map { "\($0)" } ?? "nobody")")
      counters.lose([key].compactMap(\.self))
    default:
      let bucket = Bucket(Int.random(in: 0..<4, using: &random))
      tell("Redis loses bucket \(bucket)")
      counters.lose(bucket)
    }
  }

  /// PostgreSQL is restored from an older backup, as its operator should do it.
  ///
  /// The servers are down meanwhile, and then everything is delivered again, the messages first, since a receipt above the
  /// head is rejected. Redis is as it was.
  mutating func restore(_ backup: MemoryStore.Backup) async {
    store.restore(backup)
    for topic in [topics.messages, topics.receipts] {
      for partition in log.partitions(of: topic) { log.rewind(group: topic, partition, to: 0) }
      await settle(quiet: 40)
    }
  }

  /// The broker delivers records again that were committed.
  private mutating func redeliver() {
    let topic = Bool.random(using: &random) ? topics.messages : topics.receipts
    let partition = LogPartition(topic: topic, partition: Int32.random(in: 0..<3, using: &random))
    tell("\(partition) is delivered again")
    log.rewind(group: topic, partition, to: 0)
  }

  /// A user joins a channel that has messages already: the join floor keeps them from being unread.
  private mutating func join() async {
    guard hasStatements else { return }
    let key = UserChannel(
      users.randomElement(using: &random) ?? users[0], channels[Int.random(in: 0..<3, using: &random)])
    added.insert(key)
    tell("\(key) is added by a statement")
    try? await store.add(users: [], channels: [], memberships: [key])
  }

  /// The ids of events that became dead letters.
  var rejected: Set<String> {
    Set(log.records(of: topics.deadLetters).compactMap { try? MessageEvent(json: $0.value).id })
  }

  /// Whether a message that mentioned somebody was deleted.
  var hasDeletedMention: Bool {
    channels.contains { store.allMessages(in: $0).contains { $0.kind == .deleted && wanted.contains($0.id) } }
  }

  /// Takes steps, with bad luck and good, some of them after something that clients, operators or bad luck do.
  ///
  /// Each step has random numbers of its own, so that the others stay as they are if it is left out.
  mutating func play(_ steps: Int, seed: UInt64, leavingOut omitted: Set<Int> = []) async {
    faults.set(oneIn: 12)
    for number in 0..<steps where !omitted.contains(number) {
      random = SeededRandom(seed: seed, step: number)
      faults.begin(number)
      if random.oneIn(4) { await disturb() }
      let index = Int.random(in: 0..<servers.count, using: &random)
      _ = await step(index, Int.random(in: 0..<flows, using: &random))
      if isWatched { watch(number) }
      // Other tests wait for this thread, too.
      if number % 50 == 0 { await Task.yield() }
    }
  }

  /// No count is ever of what was never said, nor is anything read that was not.
  private mutating func watch(_ step: Int) {
    for (key, counter) in counters.all {
      let head = Seq(store.allMessages(in: key.channel).count)
      let badge = counter.badge(in: key.channel)
      if counter.head > head || counter.readUpTo > head {
        impossible.append(
          "after step \(step) \(key) has \(badge) of \(counter.head), and the channel \(head)")
      }
    }
  }

  /// Lets everything come to rest: no faults, no crashes, until nothing is left to do.
  /// - Parameter enough: For how many steps nothing may have been done, once every count is saved.
  mutating func settle(quiet enough: Int) async {
    faults.set(oneIn: nil)
    for index in clients.indices {
      clients[index].finish(
        to: log, topics, now: .milliseconds(clock.now().milliseconds + 3_600_000), &random)
    }
    counters.expireBuilders()
    counters.expireLeases()
    servers = [startServer(0)]
    var quiet = 0
    var turn = 0
    while quiet < enough, turn < 20_000 {
      clock.advance(milliseconds: 100)
      turn += 1
      if turn % 50 == 0 { await Task.yield() }
      let worked = await step(0, turn % flows)
      quiet = worked && !servers[0].isAtRest || !counters.isSettled ? 0 : quiet + 1
    }
  }
}
