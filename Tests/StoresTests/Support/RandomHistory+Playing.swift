import ChatModel

extension RandomHistory {
  /// What a store answered to an event, without the versions of member lists: they may rise by any step.
  struct Answer: Equatable {
    var accepted: [Message] = []
    var repeated: [Message] = []
    var changed: [ChannelID: [Seq: Message]] = [:]
    var memberships: [UserChannel: Membership] = [:]
    var arrived: Set<UserChannel> = []
    var departed: [UserChannel: Int64] = [:]
    var topics: [ChannelID: String] = [:]
    var rejected: [Int: Rejection] = [:]
    var reads: [UserChannel: ReadState] = [:]
    var deltas: [UserChannel: Unread] = [:]
    var raised: Set<UserChannel> = []
    var seen: [UserChannel: Seq] = [:]
  }

  /// Founds the town in a store.
  func found(in store: any ChatStore) async throws {
    try await store.add(
      users: users, channels: channels.map { NewChannel(id: $0, topic: "") }, memberships: memberships)
  }
}

extension RandomHistory.Event {
  /// Lets the event happen in a store.
  func play(in store: any ChatStore) async throws -> RandomHistory.Answer {
    var answer = RandomHistory.Answer()
    switch self {
    case .joining(let keys):
      try await store.add(users: [], channels: [], memberships: keys)
    case .sending(let batch):
      let outcome = try await store.number(batch)
      answer.accepted = outcome.plan.accepted
      answer.repeated = outcome.plan.repeated
      (answer.changed, answer.memberships) = (outcome.plan.changed, outcome.plan.memberships)
      (answer.arrived, answer.departed) = (outcome.plan.arrived, outcome.plan.departed)
      (answer.topics, answer.rejected) = (outcome.plan.topics, outcome.plan.rejected)
      answer.reads = outcome.reads
    case .reading(let batch):
      let outcome = try await store.record(batch)
      answer.rejected = outcome.rejected
      answer.deltas = outcome.deltas
      answer.raised = outcome.raised
      answer.seen = outcome.seen
    }
    return answer
  }
}
