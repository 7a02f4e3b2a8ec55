import ChatModel
import Doubles
import TestSupport

/// What happens in a small town of users and channels, at random but always the same for the same seed.
///
/// People come and go, edit and delete, too. Also what should not happen: events of strangers, about nothing, repeated, or from before a mark as unread.
struct RandomHistory {
  enum Event {
    case joining([UserChannel])
    case sending([IncomingMessage])
    case reading([ReceiptEvent])
  }

  let users: [UserID]
  let channels: [ChannelID]
  private(set) var memberships: [UserChannel] = []
  private let name: String
  private var random: SeededRandom
  private var sent: [IncomingMessage] = []

  /// - Parameter seed: Also part of all names, so that many histories fit into one set of counters.
  init(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    name = "s\(seed)"
    let names = (0..<6).map { UserID(stored: "s\(seed)-user\($0)") }
    users = names
    channels =
      (0..<3).map { ChannelID(stored: "s\(seed)-room\($0)") }
      + [ChannelID(directBetween: names[0], and: names[1])]
    memberships = channels.flatMap { channel in
      let members = channel.isDirect ? Array(names.prefix(2)) : names.filter { _ in random.oneIn(2) }
      return members.map { UserChannel($0, channel) }
    }
    self.random = random
  }

  /// The next event, given what has happened so far.
  mutating func next(after store: MemoryStore) throws -> Event {
    switch Int.random(in: 0..<10, using: &random) {
    case 0:
      return .joining([
        UserChannel(
          users.randomElement(using: &random) ?? users[0], channels[Int.random(in: 0..<3, using: &random)])
      ])
    case 1..<6:
      return .sending(
        try (0..<Int.random(in: 1...5, using: &random)).map { _ in try nextMessage(after: store) })
    default:
      return .reading(
        try (0..<Int.random(in: 1...4, using: &random)).map { _ in try nextReceipt(after: store) })
    }
  }

  private mutating func nextMessage(after store: MemoryStore) throws -> IncomingMessage {
    if random.oneIn(5), let earlier = sent.randomElement(using: &random) { return earlier }
    if random.oneIn(4) { return try nextChange(after: store) }
    let key = nextKey(after: store)
    let texts = [
      "hello", "@\(name)-user1", "@\(name)-user2 and @\(name)-user0", "@channel", "@nobody",
      "@channel and @\(name)-user3", "“é” ❤️ \\ ' \" {} NULL",
    ]
    let isTaken = random.oneIn(20)
    let id = isTaken ? sent.randomElement(using: &random)?.event.id : nil
    let incoming = try message(
      id ?? "\(name)-\(sent.count)", key.user, key.channel, texts.randomElement(using: &random) ?? "hello",
      at: Int64(sent.count))
    if id == nil { sent.append(incoming) }
    return incoming
  }

  private mutating func nextChange(after store: MemoryStore) throws -> IncomingMessage {
    let key = nextKey(after: store)
    let other = users.randomElement(using: &random) ?? users[0]
    let seq = Seq(Int.random(in: 1...store.allMessages(in: key.channel).count + 1, using: &random))
    // Mostly the next turn, sometimes one that has long been taken, or is further than that.
    let step = Int64([1, 1, 1, 1, -1, 3].randomElement(using: &random) ?? 1)
    let (own, others) = (store.turn(key) + step, store.turn(UserChannel(other, key.channel)) + step)
    let actions: [MessageEvent.Action] = [
      own % 2 == 1 ? .join(turn: own) : .leave(turn: own),
      others % 2 == 1 ? .invite(other, turn: others) : .remove(other, turn: others),
      .delete(seq), .delete(seq), .edit(seq, body: "@\(name)-user4 \(sent.count)"),
      .setTopic("topic \(sent.count % 3)"),
      .allow(other, Rights(rawValue: Int64.random(in: 0...7, using: &random))),
      .create(topic: "", isPrivate: random.oneIn(2), readOnly: random.oneIn(4)),
    ]
    let action = actions.randomElement(using: &random) ?? .delete(seq)
    let channel: ChannelID
    if case .create = action {
      channel = ChannelID(stored: "\(name)-made\(Int.random(in: 0...3, using: &random))")
    } else {
      channel = key.channel
    }
    guard
      let event = try? MessageEvent(id: "\(name)-\(sent.count)", channel: channel, author: key.user, action)
    else { return try nextMessage(after: store) }
    let incoming = IncomingMessage(
      event: event, sentAt: Timestamp(milliseconds: 1_700_000_000_000 + Int64(sent.count)))
    sent.append(incoming)
    return incoming
  }

  private mutating func nextReceipt(after store: MemoryStore) throws -> ReceiptEvent {
    let key = nextKey(after: store)
    let head = Seq(store.allMessages(in: key.channel).count)
    let seq = Seq.random(in: 1...max(1, head + (random.oneIn(8) ? 2 : 0)), using: &random)
    let epoch = store.readState(of: key).marker.epoch
    if random.oneIn(4) { return try ReceiptEvent(key, .unread, seq: seq, epoch: epoch + 1) }
    // Marked as unread, and read on before that was sent.
    if random.oneIn(6) { return try ReceiptEvent(key, .read, seq: seq, epoch: epoch + 1) }
    return try ReceiptEvent(key, .read, seq: seq, epoch: random.oneIn(6) ? nil : random.oneIn(4) ? 0 : epoch)
  }

  /// A membership as a rule; sometimes anybody anywhere.
  private mutating func nextKey(after store: MemoryStore) -> UserChannel {
    guard random.oneIn(15) else {
      return store.memberships.randomElement(using: &random) ?? UserChannel(users[0], channels[0])
    }
    return UserChannel(
      (users + [ghost]).randomElement(using: &random) ?? ghost,
      (channels + [nowhere]).randomElement(using: &random) ?? nowhere)
  }
}
