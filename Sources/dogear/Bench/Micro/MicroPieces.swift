import Bench
import Canvas
import ChatClient
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
    let state = Unread(
      head: 1_000, floor: 10, read: .read(900, epoch: 0), mentions: [950, 990], uncounted: [940])
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

/// The client's frames on a terminal of 200 × 50, with messages in view that fill it.
enum MicroScreen {
  static var all: [MicroBenchmark] {
    let theme = SharedTheme(.dark)
    let client = client()
    var scrolled = client
    _ = scrolled.update(.input(.key(Key(.up))), at: time)
    _ = scrolled.update(.tick, at: time)
    let (before, after) = (client, scrolled)
    let frame = before.view(theme)
    return [
      MicroBenchmark("lay out and draw a frame of 200 × 50") {
        before.view(theme).canvas.size.width
      },
      MicroBenchmark("the next frame, scrolled by a line") {
        after.view(theme, after: frame).canvas.size.width
      },
      MicroBenchmark("take a key that scrolls by a line") {
        var copy = before
        return copy.update(.input(.key(Key(.up))), at: time).count
      },
    ]
  }

  private static let me = UserID(stored: "me")
  private static let channels = (0..<200).map { ChannelID(stored: "room-\($0)") }
  private static let messages = (1...500).map { number in
    Message(
      channel: channels[0], seq: Seq(number), id: "bench.\(number)",
      author: UserID(stored: "reader-\(number % 7)"), sentAt: Timestamp(milliseconds: Int64(number) * 60_000),
      body: "message \(number) with a moderately long text to wrap here and there, and *some* `marks` in it")
  }
  private static let time = ClientTime(monotonic: .seconds(10), wall: Timestamp(milliseconds: 40_000_000))

  /// A client that has loaded everything it asked for.
  private static func client() -> ClientState {
    var client = ClientState(
      user: me, size: Size(width: 200, height: 50), ids: IDSource(session: "bench"), opening: channels[0])
    var events: [ClientEvent] = [.started, .heard(.connected)]
    while !events.isEmpty {
      events += client.update(events.removeFirst(), at: time).compactMap(answer)
    }
    return client
  }

  private static func answer(_ effect: ClientEffect) -> ClientEvent? {
    switch effect {
    case .loadChannels:
      return .channels(
        channels.map { ChannelInfo(id: $0, topic: "what is said here", memberCount: 50, head: 500, floor: 0) }
      )
    case .loadCounters:
      let counters = channels.map { ($0, Counter.listed(Unread(head: 500, read: .read(480, epoch: 0)))) }
      return .counters(Dictionary(uniqueKeysWithValues: counters), complete: true)
    case .loadMessages(let channel, let range):
      return .messages(channel, range, messages.filter { range.contains($0.seq) })
    default: return nil
    }
  }
}
