import ChatModel
import ChatServer
import Testing

@Suite struct ReceiptJudgementTests {
  private let key = UserChannel(UserID(stored: "alice"), ChannelID(stored: "room"))

  private var facts: ReceiptFacts {
    ReceiptFacts(heads: [key.channel: 10], users: [key.user], floors: [key: 0])
  }

  private func read(_ seq: Seq, epoch: Int64 = 0) throws -> ReceiptEvent {
    try ReceiptEvent(key, .read, seq: seq, epoch: epoch)
  }

  @Test func aBatchCoalescesToTheHighest() throws {
    let plan = ReceiptJudgement.plan([try read(3), try read(9), try read(5)], facts)
    #expect(plan.deltas == [key: .read(9, epoch: 0)])
    #expect(plan.rejected.isEmpty)
  }

  @Test func aReceiptAboveTheHeadDoesNotTakeValidOnesDown() throws {
    let plan = ReceiptJudgement.plan([try read(3), try read(.mostSeq)], facts)
    #expect(plan.deltas == [key: .read(3, epoch: 0)])
    #expect(plan.rejected == [1: .aboveHead(seq: .mostSeq, head: 10)])
  }

  @Test func markingUnreadOpensAnEpochAndKeepsThePosition() throws {
    let mark = try ReceiptEvent(key, .unread, seq: 4, epoch: 1)
    let plan = ReceiptJudgement.plan([try read(9), mark, try read(8)], facts)
    #expect(plan.deltas == [key: ReadState(position: 9, marker: ReadMarker(epoch: 1, seq: 3))])
  }

  @Test func strangersAreRejectedByTheirReason() throws {
    var facts = facts
    let batch = [try read(1)]
    facts.floors = [:]
    #expect(ReceiptJudgement.plan(batch, facts).rejected == [0: .notAMember(key)])
    facts.heads = [:]
    #expect(ReceiptJudgement.plan(batch, facts).rejected == [0: .unknownChannel("room")])
    facts.users = []
    #expect(ReceiptJudgement.plan(batch, facts).rejected == [0: .unknownUser("alice")])
  }
}
