import ChatModel
import ChatServer

/// One message on its way.
func message(
  _ id: String, _ author: UserID, _ channel: ChannelID, _ body: String = "hello", at milliseconds: Int64 = 0
) throws -> IncomingMessage {
  IncomingMessage(
    event: try MessageEvent(id: id, channel: channel, author: author, body: body),
    sentAt: Timestamp(milliseconds: 1_700_000_000_000 + milliseconds))
}

extension ChatStore {
  /// Alice, Bob and Carol exist; all of them are in #incidents, only Alice is in #general.
  func furnish() async throws {
    try await add(
      users: [alice, bob, carol],
      channels: [
        NewChannel(id: incidents, topic: "Production incidents"),
        NewChannel(id: general, topic: "Everything else", readOnly: true, writers: [alice]),
      ],
      memberships: [alice, bob, carol].map { UserChannel($0, incidents) } + [UserChannel(alice, general)])
  }

  /// Numbers as the server does.
  func number(_ batch: [IncomingMessage]) async throws -> NumberingOutcome {
    try await number(batch, decide: MessageNumbering.plan)
  }

  /// Records as the server does.
  func record(_ batch: [ReceiptEvent]) async throws -> Recorded {
    let known = try await facts(of: Set(batch.map(\.key.channel)))
    let facts = known.facts
    let plan = ReceiptJudgement.plan(batch, facts)
    let outcome = try await record(plan.reads, judgedAt: known.age)
    var recorded = Recorded(rejected: ReceiptJudgement.rejected(batch, plan, outcome))
    for (index, read) in plan.reads.enumerated() where outcome.refused[index] == nil {
      recorded.deltas[read.key] = Unread(read: read.state)
      if outcome.raised.contains(index) { recorded.raised.insert(read.key) }
      let isHidden = try await hiding(among: [read.key]) == [read.key]
      if outcome.positioned.contains(index), facts[read.key.channel]?.tellsSeenBy == true, !isHidden {
        recorded.seen[read.key] = read.state.position
      }
    }
    let reopened = Set(batch.filter { $0.kind == .unread }.map(\.key)).filter { recorded.deltas[$0] != nil }
    recorded.deltas.merge(try await counters(at: Array(reopened))) { $1 }
    return recorded
  }

  /// Says the texts one after the other, as `author`.
  func say(_ bodies: [String], _ author: UserID, in channel: ChannelID) async throws {
    let head = try await channels(of: author).first { $0.id == channel }?.head ?? 0
    let batch = try bodies.enumerated().map { index, body in
      let number = head + Int64(index) + 1
      return try message("\(channel)-\(number)", author, channel, body, at: number)
    }
    _ = try await number(batch)
  }

  /// Records that a user has read up to a seq.
  func read(
    _ user: UserID, _ channel: ChannelID, _ seq: Seq, epoch: Int64 = 0
  ) async throws -> Recorded {
    try await record([try ReceiptEvent(UserChannel(user, channel), .read, seq: seq, epoch: epoch)])
  }

  /// Records that a user has marked a message as unread.
  func markUnread(
    _ user: UserID, _ channel: ChannelID, _ seq: Seq, epoch: Int64
  ) async throws -> Recorded {
    try await record([try ReceiptEvent(UserChannel(user, channel), .unread, seq: seq, epoch: epoch)])
  }

  /// The counter of one membership.
  func counter(_ user: UserID, _ channel: ChannelID) async throws -> Unread? {
    try await counters(of: [user])[UserChannel(user, channel)]
  }
}

/// What became of a batch of receipts.
struct Recorded: Equatable {
  var rejected: [Int: Rejection] = [:]
  /// What the server joins into the counters.
  var deltas: [UserChannel: Unread] = [:]
  var raised: Set<UserChannel> = []
  var seen: [UserChannel: Seq] = [:]
}
