import ChatModel

/// Turns stored messages into one fan-out a channel.
public enum FanOutPlan {
  /// The fan-out of `messages`, all of one channel, to its members.
  ///
  /// H is a maximum, mentions and what does not count are sets, so any number of messages fan out as one, and deletions
  /// with them. Most members need only the new head; authors and those mentioned by name get everything that applies to
  /// them as one delta, so that nobody ever sees a head without the mention or the read that belongs to it. Linear in
  /// members plus messages.
  /// - Parameters:
  ///   - reads: What each author has read, as stored when the messages were.
  ///   - departed: Those who are no members any more, with their turns.
  public static func make(
    channel: ChannelID, messages: [Message], members: [Member], reads: [UserChannel: ReadState],
    departed: [UserID: Int64] = [:]
  ) -> FanOut {
    let head = messages.map(\.seq).max() ?? 0
    var named: [UserID: Set<Seq>] = [:]
    var authored: [UserID: Set<Seq>] = [:]
    var everyone: Set<Seq> = []
    let silent = Set(messages.lazy.filter { !$0.kind.counts }.map(\.seq))
    // Also of what was deleted before it was fanned out, as when it comes again: its author has read up to it all the same.
    let authors = Set(messages.lazy.filter { !$0.kind.isLine }.map(\.author))
    // Of a message that is there as it was and as it is, the deletion counts.
    for message in messages where !silent.contains(message.seq) {
      authored[message.author, default: []].insert(message.seq)
      if message.mentions.everyone { everyone.insert(message.seq) }
      for user in message.mentions.users { named[user, default: []].insert(message.seq) }
    }
    var special: [UserID: Unread] = [:]
    var plain: [Member] = []
    for member in members {
      let own = authored[member.user] ?? []
      let mentions = named[member.user] ?? []
      if !authors.contains(member.user), mentions.isEmpty {
        plain.append(member)
      } else {
        special[member.user] = Unread(
          head: head, floor: member.floor, read: reads[UserChannel(member.user, channel)] ?? ReadState(),
          mentions: mentions.subtracting(own), everyone: everyone.subtracting(own).subtracting(mentions),
          uncounted: own.union(silent))
      }
    }
    return FanOut(
      channel: channel, head: head, everyone: everyone.sorted(), uncounted: silent.sorted(), members: plain,
      special: special, departed: departed)
  }
}

/// What a batch of messages tells whom.
enum Notices {
  /// What connected clients are told of a batch that is stored and fanned out, in order: messages and lines to their
  /// channels, changes after them, to members that they came or went, and to authors that their own terminals have read.
  static func made(by outcome: NumberingOutcome) -> [Notice] {
    let plan = outcome.plan
    let messages = (plan.repeated + plan.accepted).sorted { ($0.channel, $0.seq) < ($1.channel, $1.seq) }
    let changes = plan.changed.values.flatMap(\.values).sorted { ($0.channel, $0.seq) < ($1.channel, $1.seq) }
    return plan.arrived.sorted().map { Notice.membership($0, isMember: true) }
      + messages.map(Notice.message) + changes.map(Notice.changed)
      + plan.departed.keys.sorted().map { Notice.membership($0, isMember: false) }
      + outcome.reads.keys.sorted().map(Notice.read)
  }

  /// What authors are told of their events: why one was rejected, and that a change is made.
  ///
  /// Of a message they see that it is there.
  static func settled(_ events: [IncomingMessage], _ plan: NumberingPlan) -> [Notice] {
    events.enumerated().compactMap { index, incoming in
      let reason = plan.rejected[index]
      if reason == nil, case .post = incoming.event.action { return nil }
      return .settled(incoming.event.author, id: incoming.event.id, rejection: reason.map { "\($0)" })
    }
  }
}
