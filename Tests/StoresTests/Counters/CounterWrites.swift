import ChatModel
import ChatServer
import Doubles
import TestSupport
import Testing

/// What a server writes into the counters for one event.
enum CounterWrite: Sendable {
  case fanOut(FanOut)
  case read(CoalescedReceipts)
}

/// A history, what it makes of the counters, and what they must come to.
struct CounterWrites {
  let store: MemoryStore
  let users: [UserID]
  private(set) var writes: [CounterWrite] = []

  /// Plays a random history in memory.
  init(seed: UInt64, events: Int) async throws {
    var history = RandomHistory(seed: seed)
    store = MemoryStore()
    users = history.users
    try await history.found(in: store)
    for _ in 0..<events {
      let answer = try await history.next(after: store).play(in: store)
      try await add(answer)
    }
  }

  private mutating func add(_ answer: RandomHistory.Answer) async throws {
    let all = answer.repeated + answer.accepted + answer.changed.values.flatMap(\.values)
    let messages = Dictionary(grouping: all, by: \.channel)
    let departed = Dictionary(grouping: answer.departed, by: \.key.channel)
    for (channel, messages) in messages.sorted(by: { $0.key < $1.key }) {
      let members = try await store.memberList(of: channel).members
      let fanOut = FanOutPlan.make(
        channel: channel, messages: messages, members: members, reads: answer.reads,
        departed: Dictionary(uniqueKeysWithValues: (departed[channel] ?? []).map { ($0.key.user, $0.value) }))
      writes.append(.fanOut(fanOut))
    }
    for (key, delta) in answer.deltas.sorted(by: { $0.key < $1.key }) {
      writes.append(.read(CoalescedReceipts(key, delta.read)))
    }
  }

  /// Applies everything, some of it twice, in any order, in calls of several writes each.
  func apply(to counters: any Counters, using random: inout SeededRandom) async throws {
    // Most counters are there before anything is counted: what is missing comes from the database, and shows nothing.
    let keys = store.memberships.filter { _ in !random.oneIn(4) }
    let counted = try await store.counters(at: keys)
    try await counters.join(counted.mapValues { Unread(floor: $0.floor, turn: $0.turn) })
    let again = writes.shuffled(using: &random).prefix(writes.count / 3)
    var rest = (writes + again).shuffled(using: &random)[...]
    while !rest.isEmpty {
      let call = rest.prefix(Int.random(in: 1...6, using: &random))
      rest = rest.dropFirst(call.count)
      var fanOuts: [FanOut] = []
      var reads: [UserChannel: ReadState] = [:]
      for write in call {
        switch write {
        case .fanOut(let fanOut): fanOuts.append(fanOut)
        case .read(let read): reads[read.key, default: ReadState()].join(read.state)
        }
      }
      let strangers = try await counters.fanOut(fanOuts)
      try await counters.join(try await store.counters(at: strangers))
      let coalesced = reads.map { CoalescedReceipts($0.key, $0.value) }
      let missing = try await counters.read(coalesced)
      try await counters.join(try await store.counters(at: missing.map { coalesced[$0].key }))
    }
    try await look(counters)
  }

  /// What every terminal does that finds no counter where there should be one: a leaving that came late has taken it.
  private func look(_ counters: any Counters) async throws {
    for user in users {
      let found = try await counters.counters(of: user, in: nil)
      let missing = try await store.channels(of: user).map(\.id).filter { found[$0] == nil }
      _ = try await counters.restore(missing, of: user, from: store)
    }
  }

  /// The badges as anybody would count them: message by message.
  func expectedBadges(of user: UserID) async throws -> [ChannelID: Badge] {
    var badges: [ChannelID: Badge] = [:]
    for channel in try await store.channels(of: user) {
      var badge = Badge()
      let marker = store.readState(of: UserChannel(user, channel.id)).marker.seq
      for message in store.allMessages(in: channel.id)
      where message.seq > max(marker, channel.floor) && message.author != user && message.kind.counts {
        let isMention =
          channel.id.isDirect || message.mentions.everyone || message.mentions.users.contains(user)
        badge = badge + Badge(unread: 1, mentions: isMention ? 1 : 0)
      }
      badges[channel.id] = badge
    }
    return badges
  }
}
