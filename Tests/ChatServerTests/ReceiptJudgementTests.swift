import ChatModel
import ChatServer
import Testing

@Suite struct ReceiptJudgementTests {
  private let key = UserChannel(UserID(stored: "alice"), ChannelID(stored: "room"))

  private var facts: [ChannelID: ChannelFacts] { [key.channel: ChannelFacts(head: 10, memberCount: 3)] }

  private func read(_ seq: Seq, epoch: Int64 = 0) throws -> ReceiptEvent {
    try ReceiptEvent(key, .read, seq: seq, epoch: epoch)
  }

  @Test func aBatchCoalescesToTheHighest() throws {
    let plan = ReceiptJudgement.plan([try read(3), try read(9), try read(5)], facts)
    #expect(plan.reads == [CoalescedReceipts(key, .read(9, epoch: 0))])
    #expect(plan.rejected.isEmpty)
  }

  @Test func aReceiptAboveTheHeadDoesNotTakeValidOnesDown() throws {
    let plan = ReceiptJudgement.plan([try read(3), try read(.mostSeq)], facts)
    #expect(plan.reads == [CoalescedReceipts(key, .read(3, epoch: 0))])
    #expect(plan.rejected == [1: .aboveHead(seq: .mostSeq, head: 10)])
  }

  @Test func markingUnreadOpensAnEpochAndKeepsThePosition() throws {
    let mark = try ReceiptEvent(key, .unread, seq: 4, epoch: 1)
    let plan = ReceiptJudgement.plan([try read(9), mark, try read(8)], facts)
    #expect(
      plan.reads == [CoalescedReceipts(key, ReadState(position: 9, marker: ReadMarker(epoch: 1, seq: 3)))])
  }

  @Test func whoDoesNotNameTheEpochBehindAMarkIsRejected() throws {
    let (plain, mark) = (
      try ReceiptEvent(key, .read, seq: 8, epoch: nil), try ReceiptEvent(key, .unread, seq: 4, epoch: 1)
    )
    let before = ReceiptJudgement.plan([plain, mark], facts)
    #expect(before.rejected.isEmpty && before.reads.allSatisfy(\.namesEpoch))
    let after = ReceiptJudgement.plan([mark, plain], facts)
    #expect(after.rejected == [1: .epochMissing(current: 1)])
    #expect(ReceiptJudgement.plan([plain, try read(5)], facts).reads.map(\.namesEpoch) == [false])
  }

  @Test func keysAreInTheOrderInWhichRowsAreLocked() throws {
    let users = ["erin", "bob", "dave", "alice"].map { UserID(stored: $0) }
    let batch = try users.map { try ReceiptEvent(UserChannel($0, key.channel), .read, seq: 1, epoch: 0) }
    #expect(ReceiptJudgement.plan(batch, facts).reads.map(\.key.user) == users.sorted())
  }

  @Test func onlyWhatIsAboveAKnownHeadIsAskedForAgain() throws {
    #expect(ReceiptJudgement.unknown([try read(10), try read(1)], facts).isEmpty)
    #expect(ReceiptJudgement.unknown([try read(10), try read(11)], facts) == [key.channel])
    #expect(ReceiptJudgement.unknown([try read(1)], [:]) == [key.channel])
  }

  @Test func strangersAreRejectedByTheirReason() throws {
    let batch = [try read(1), try read(11), try read(2)]
    #expect(ReceiptJudgement.plan(batch, [:]).rejected.values.allSatisfy { $0 == .unknownChannel("room") })
    let plan = ReceiptJudgement.plan(batch, facts)
    let outcome = ReceiptOutcome(refused: [0: .notAMember(key)])
    #expect(
      ReceiptJudgement.rejected(batch, plan, outcome) == [
        0: .notAMember(key), 1: .aboveHead(seq: 11, head: 10), 2: .notAMember(key),
      ], "every receipt behind the refused join")
  }
}

@Suite struct KnownChannelsTests {
  private let rooms = ["one", "two"].map { ChannelID(stored: $0) }

  private func known(_ room: Int, head: Seq, age: Int64) -> KnownChannels {
    KnownChannels([rooms[room]: ChannelFacts(head: head, memberCount: 2)], age: age)
  }

  @Test func whatIsLearnedIsAddedUnlessTheDatabaseIsYounger() {
    var channels = KnownChannels()
    let isSame = [
      channels.learn(known(0, head: 5, age: 7)), channels.learn(KnownChannels()),
      channels.learn(known(1, head: 3, age: 9)),
    ]
    #expect(isSame == [true, true, true])
    #expect(channels.facts.mapValues(\.head) == [rooms[0]: 5, rooms[1]: 3] && channels.age == 9)
    let isYounger = !channels.learn(known(1, head: 2, age: 8))
    #expect(isYounger && channels == known(1, head: 2, age: 8), "heads of before are worth nothing")
  }
}
