import Bench
import ChatModel
import ChatServer
import Patterns

/// The hot pieces of the way of a receipt and of a message.
enum MicroPieces {
  static var all: [MicroBenchmark] {
    [decode, encode, judge, join, fanOut] + MicroScreen.all
  }

  private static let batch = 2_000

  private static let receipts = (0..<batch).compactMap { number in
    try? ReceiptEvent(Readers.key(of: number), .read, seq: Readers.head, epoch: 0)
  }

  private static var decode: MicroBenchmark {
    let values = receipts.map(\.json)
    return MicroBenchmark("decode a receipt", operations: values.count) {
      values.count { (try? ReceiptEvent(json: $0)) != nil }
    }
  }

  private static var encode: MicroBenchmark {
    MicroBenchmark("encode a receipt", operations: receipts.count) {
      receipts.reduce(0) { $0 &+ $1.json.count }
    }
  }

  private static var judge: MicroBenchmark {
    let known = ChannelFacts(head: Readers.head, memberCount: 5_000)
    let facts = Dictionary(Readers.channels.map { ($0, known) }) { first, _ in first }
    return MicroBenchmark("judge and coalesce a receipt, in batches of \(batch)", operations: batch) {
      ReceiptJudgement.plan(receipts, facts).reads.count
    }
  }

  private static var join: MicroBenchmark {
    let state = Unread(head: 1_000, floor: 10, read: .read(900, epoch: 0), mentions: [950, 990], own: [940])
    let deltas = (901...1_000).map { Unread(head: $0, read: .read($0, epoch: 0)) }
    return MicroBenchmark("join a delta into an unread count, and count", operations: deltas.count) {
      var joined = state
      return deltas.reduce(0) { sum, delta in
        joined.join(delta)
        return sum &+ joined.unread
      }
    }
  }

  private static var fanOut: MicroBenchmark {
    let channel = ChannelID(stored: "room-1")
    let members = (0..<1_000).map { Member(user: UserID(stored: "reader-\($0)"), floor: 0) }
    let messages = (1...10).map { number in
      Message(
        channel: channel, seq: Seq(number), id: "bench.\(number)",
        author: UserID(stored: "reader-\(number)"), sentAt: Timestamp(milliseconds: 0),
        body: "@reader-\(number + 20) has a look at message \(number), as long as people write them")
    }
    return MicroBenchmark("plan the fan-out of 10 messages, a member of 1,000", operations: members.count) {
      FanOutPlan.make(channel: channel, messages: messages, members: members, reads: [:]).members.count
    }
  }
}
